// Where text tests and pages run: the real command, in a folder of their own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "functional/transcript.hpp"
#include "support/temporary_folder.hpp"

namespace tranche::test {

/// Knows five commands: `tranche`, `./tools/run` (the same, and without arguments what tools/run then does), `write`,
/// `cat`, and `export NAME=VALUE`, which holds for the commands after it. Every output is also held against the rules of conventions.hpp; a breach reads as a line of standard
/// error that nobody expected.
class CommandStage : public Stage {
public:
    CommandStage();
    Played play(const Step& step, bool one_screen) override;
    const std::string& folder() const { return folder_.path(); }

private:
    Played run(const std::vector<std::string>& arguments, const Step& step, bool one_screen) const;
    std::string own_file(const std::string& name) const;

    TemporaryFolder folder_;
    std::map<std::string, std::string> environment_;
};

/// What tools/run does without arguments: one list of words for each command, read from its text. Throws where the
/// text no longer has the two lines that say so.
std::vector<std::vector<std::string>> main_job(const std::string& tools_run);

/// Plays a file of the project in a stage of its own; complaints, or nothing. Rewrites the file where that is asked for.
std::string play_file(const Transcript& transcript, const std::string& path);

}  // namespace tranche::test
