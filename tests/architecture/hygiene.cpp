#include "architecture/hygiene.hpp"

#include <algorithm>  // count
#include <map>
#include <regex>
#include <set>
#include <sstream>  // istringstream

namespace tranche::test {
namespace {

struct Rule {
    const char* pattern;
    const char* why;
};

// Matched against code without comments and strings. Members of the same name (`x.time()`) are not meant.
constexpr Rule engine_rules[] = {
    {R"(\bstd::(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|erf|erfc)\s*\()",
     "differs in the last bit between C libraries"},
    {R"(\bstd::(cout|cerr|clog|cin)\b)", "the library prints nothing"},
    {R"((^|[^\w.>])(printf|fprintf|puts|putchar|perror)\s*\()", "the library prints nothing"},
    {R"(\bfmt::print\s*\()", "the library prints nothing"},
    {R"((^|[^\w.>])(exit|_exit|_Exit|quick_exit)\s*\()", "the library ends no program"},
    {R"((^|[^\w.>])(getenv|secure_getenv)\s*\()", "the environment is the caller's to read"},
    {R"((^|[^\w.>])(time|gettimeofday|clock_gettime|localtime)\s*\()", "the time is an argument"},
    {R"(\bsystem_clock\b|_clock::now\b)", "the time is an argument"},
    {R"(\brandom_device\b|(^|[^\w.>])s?rand\s*\()", "the seed is an argument"},
};

bool is_foreign(const Include& include) {
    if (include.quoted || include.target.starts_with("tranche/")) {
        return false;
    }
    return include.target.find_first_of("/.") != std::string::npos;  // the standard library's names have neither
}

std::string place(const SourceFile& file, long line) {
    return file.path + ":" + std::to_string(line);
}

}  // namespace

Breaches foreign_headers_in_public_headers(const std::vector<SourceFile>& files) {
    Breaches found;
    for (const SourceFile& file : files) {
        if (!file.path.starts_with("engine/include/")) {
            continue;
        }
        for (const Include& include : includes_of(file.text)) {
            if (is_foreign(include)) {
                found.push_back(place(file, include.line) + " includes <" + include.target + ">, which is foreign");
            }
        }
    }
    return found;
}

Breaches forbidden_includes_in_tools(const std::vector<SourceFile>& files) {
    std::set<std::string> own;  // `render.hpp`, as files of one folder name each other
    for (const SourceFile& file : files) {
        own.insert(file.path.substr(file.path.rfind('/') + 1));
    }
    own.insert("version.hpp");  // made by the build

    Breaches found;
    for (const SourceFile& file : files) {
        for (const Include& include : includes_of(file.text)) {
            const std::string at = place(file, include.line) + " includes " + include.target;
            if (include.target.starts_with("CLI/") && file.path != "tools/cli/options.cpp") {
                found.push_back(at + ", which only tools/cli/options.cpp may");
            } else if (include.quoted && !include.target.starts_with("tranche/") && !own.contains(include.target)) {
                found.push_back(at + ", which is neither public nor of this folder");
            }
        }
    }
    return found;
}

Breaches formats_compared_in_tools(const std::vector<SourceFile>& files) {
    // The value of --format, or a comparison with a format's name.
    static const std::regex asked(R"re((text|row|given)\("--format")re");
    static const std::regex compared(R"re([=!]= "(text|csv|json|md|sarif|junit|dot|mermaid|svg)")re");
    Breaches found;
    for (const SourceFile& file : files) {
        if (file.path == "tools/cli/run.cpp") {
            continue;
        }
        std::istringstream lines(file.text);
        long number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            if (std::regex_search(line, asked) || std::regex_search(line, compared)) {
                found.push_back(place(file, number) + " looks at the format");
            }
        }
    }
    return found;
}

Breaches forbidden_calls_in_engine(const std::vector<SourceFile>& files) {
    Breaches found;
    for (const SourceFile& file : files) {
        const std::string code = code_only(file.text);
        for (const Rule& rule : engine_rules) {
            const std::regex pattern(rule.pattern, std::regex::ECMAScript | std::regex::multiline);
            for (std::sregex_iterator at(code.begin(), code.end(), pattern), end; at != end; ++at) {
                const long line = 1 + std::count(code.begin(), code.begin() + at->position() + at->length(), '\n');
                found.push_back(place(file, line) + " " + at->str() + ": " + rule.why);
            }
        }
    }
    return found;
}

Breaches files_too_long(const std::vector<SourceFile>& files) {
    Breaches found;
    for (const SourceFile& file : files) {
        const long lines = std::count(file.text.begin(), file.text.end(), '\n');
        if (lines > longest_file) {
            found.push_back(file.path + " has " + std::to_string(lines) + " lines");
        }
    }
    return found;
}

// Two types of one name in the same namespace, each in its own header, compile and link, and then one's destructor runs
// on the other. No compiler says so; a program that uses both crashes.
Breaches types_defined_twice(const std::vector<SourceFile>& files) {
    std::map<std::string, std::string> defined;  // a type, and the header that defines it
    const std::regex definition(R"((?:^|\n)(?:struct|class) (\w+)(?: final)?\s*(?::[^:]|\{))");
    Breaches found;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".hpp")) {
            continue;
        }
        for (std::sregex_iterator at(file.text.begin(), file.text.end(), definition), end; at != end; ++at) {
            const auto [other, first] = defined.emplace((*at)[1].str(), file.path);
            if (!first) {
                found.push_back((*at)[1].str() + " is defined in " + other->second + " and in " + file.path);
            }
        }
    }
    return found;
}

Breaches files_not_listed(const std::vector<SourceFile>& files, std::string_view cmake_lists,
                          const std::vector<std::string>& prefixes) {
    std::set<std::string> listed;
    const std::string text(cmake_lists);
    const std::regex name(R"([\w./]+\.[ch]pp\b)");
    for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
        listed.insert(at->str());
    }

    Breaches found;
    for (const SourceFile& file : files) {
        std::string_view path = file.path;
        for (const std::string& prefix : prefixes) {
            if (path.starts_with(prefix)) {
                path.remove_prefix(prefix.size());
                break;
            }
        }
        if (!listed.contains(std::string(path))) {
            found.push_back(file.path + " is in no list, so nothing builds it");
        }
    }
    return found;
}

}  // namespace tranche::test
