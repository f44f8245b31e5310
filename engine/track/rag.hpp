// Green, amber or red, with reasons.
#pragma once

#include <vector>

#include "tranche/track/status.hpp"

namespace tranche {

/// subject: whose judgement a person may have recorded: the programme, a workstream or a project. late: its events.
RagJudgement rag_judgement(const Book& book, Month as_at, std::string_view subject, const Standing& to_date,
                           const std::vector<Deadline>& late);

}  // namespace tranche
