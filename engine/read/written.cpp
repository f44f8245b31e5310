// The programme's own file is read first, then all that it includes, depth first in the order of the lists, into the same
// definition.
#include "read/written.hpp"

#include <map>
#include <utility>  // exchange, move

#include "tranche/base/spelling.hpp"  // quoted

namespace tranche {

namespace {

constexpr std::size_t most_files = 100;

// From the folder of the programme, with `.` and what is doubled left out; empty where it leads out of that folder.
std::string path_from(const std::string& including, const std::string& name) {
    std::string result = including.substr(0, including.rfind('/') + 1);  // from 0 where there is none
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find('/', at), name.size());
        const std::string part = name.substr(at, end - at);
        if (part == ".." || (part.empty() && at == 0)) {
            return {};
        }
        if (!part.empty() && part != ".") {
            result += part + (end == name.size() ? "" : "/");
        }
        at = end + 1;
    }
    return result.empty() || result.ends_with('/') ? std::string() : result;
}

class Including {
public:
    Including(Reader& reader, const Include& include, Definition& definition)
        : reader_(reader), include_(include), definition_(definition) {}

    void read_file(std::uint32_t file, const std::string& path) {
        std::optional<Tree> tree = read_tree(file, reader_.diagnostics);
        if (!tree) {
            return;
        }
        const TreeRef root = reader_.trees.add(std::move(*tree));
        if (path.empty()) {
            read(reader_, root, definition_);
        } else {
            const Position own = definition_.where;
            read_fields(reader_, root, definition_, included_fields());
            definition_.where = own;
        }
        if (!definition_.calendar) {
            return;  // the places of money could not be read
        }
        for (const Text& name : std::exchange(definition_.include, {})) {
            if (name.given() && !reader_.diagnostics.full()) {
                add(name, path);
            }
        }
    }

private:
    void add(const Text& name, const std::string& including) {
        Diagnostics& diagnostics = reader_.diagnostics;
        const std::string path = path_from(including, name.text);
        const auto refuse = [&](const std::string& sentence, const std::string& suggestion) {
            diagnostics.error("include", name.where, sentence, suggestion);
        };
        if (path.empty()) {
            refuse(quoted(name.text) + " is not a file in this folder or below",
                   "put the included file into the folder of the file that includes it, or below");
            return;
        }
        const auto [found, fresh] = seen_.emplace(path, name.where);
        if (!fresh) {
            refuse(quoted(name.text) + " is included already, in line " + std::to_string(found->second.line) + " of " +
                       diagnostics.files()[found->second.file]->name,
                   "each file is included once");
            return;
        }
        if (seen_.size() > most_files) {
            refuse("the programme includes over " + std::to_string(most_files) + " files", "combine some of them");
            return;
        }
        std::shared_ptr<const SourceText> text = include_ ? include_(path) : nullptr;
        if (!text) {
            refuse(include_ ? "there is no file " + quoted(name.text)
                            : "this text does not come from a file, so it cannot include files",
                   include_ ? "paths start from the folder of the file that includes it" : "give the path of a file");
            return;
        }
        if (text == diagnostics.files().front() || text->name == diagnostics.files().front()->name) {
            refuse(quoted(name.text) + " is the programme's own file", "leave it out");
            return;
        }
        read_file(diagnostics.add_file(std::move(text)), path);
    }

    Reader& reader_;
    const Include& include_;
    Definition& definition_;
    std::map<std::string, Position> seen_;
};

}  // namespace

void DeleteWritten::operator()(WrittenProgramme* written) const {
    delete written;
}

Written read_programme(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics, const Include& include) {
    const std::uint32_t file = diagnostics.add_file(std::move(text));
    Written written(new WrittenProgramme(diagnostics));
    Including(written->reader, include, written->definition).read_file(file, {});
    written->trees.release();
    return written->definition.calendar ? std::move(written) : nullptr;
}

}  // namespace tranche
