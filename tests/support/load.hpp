// From a text in a test to a model, or to what is wrong with the text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tranche/pipeline.hpp"

namespace tranche::test {

/// Throws with every diagnostic rendered where the text has errors.
Model load_text(std::string_view yaml);

/// What opening the text has to say, warnings included, in order of place.
Diagnostics diagnostics_of(std::string_view yaml);

/// The codes of those, in order.
std::vector<std::string> codes_of(std::string_view yaml);

std::string rendered(const Diagnostics& diagnostics);

/// The scenario or perspective of that id; throws where there is none.
ScenarioId scenario_of(const Model& model, std::string_view id);
PerspectiveId perspective_of(const Model& model, std::string_view id);

/// The figure of one measure.
Figure figure_of(const Appraisal& appraisal, std::string_view measure);

}  // namespace tranche::test
