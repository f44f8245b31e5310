// How an expected text is rewritten: by the test that fails, where it is asked to.
#pragma once

namespace tranche::test {

/// TRANCHE_APPROVE=1 stands in the environment.
bool approving();

}  // namespace tranche::test
