// A file system that fails when it is told to, between SQLite and the real one.
//
// It counts the operations that can fail on a real disk (open, read, write, truncate, sync, delete, size, the shared
// memory of the log) and lets the n-th fail, alone or with all that follow.
#pragma once

#include <string>

namespace tranche::test {

struct FailingDisk {
    enum class Failure { none, once, from_then_on };

    /// Name of the file system for Ledger::Opening; it is registered on the first call.
    static std::string name();

    /// From now on counts from 1; the n-th operation fails. full: as a disk that is full does, so writes alone count.
    static void arm(long n, Failure failure, bool full = false);
    static void disarm();
    /// Whether the failure came about.
    static bool failed();
};

}  // namespace tranche::test
