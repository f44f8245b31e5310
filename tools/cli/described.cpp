#include "described.hpp"

#include "version.hpp"

namespace tranche::cli {

Subject subject_of(const Opened& opened) {
    return {opened.model, opened.texts, version};
}

ResultCase result_case(const Programme& programme, const Case& asked, PerspectiveId perspective,
                       const Options& options) {
    return {options.text_if_taken("--scenario"), options.text_if_taken("--reading"),
            options.text_if_taken("--option"),   case_of(options),
            options.text_if_taken("--for"),      programme.perspectives[perspective].name + ", " + asked.title + ", £"};
}

}  // namespace tranche::cli
