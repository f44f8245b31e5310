#include "fault/failing_disk.hpp"

#include <sqlite3.h>

#include <cstring>  // memset
#include <memory>

namespace tranche::test {

namespace {

struct Plan {
    long n = 0;
    long count = 0;
    FailingDisk::Failure failure = FailingDisk::Failure::none;
    bool full = false;
    bool failed = false;
};
Plan plan;

// Whether this operation fails.
bool fails(bool writes) {
    if (plan.failure == FailingDisk::Failure::none || (plan.full && !writes)) {
        return false;
    }
    ++plan.count;
    const bool now = plan.failure == FailingDisk::Failure::once ? plan.count == plan.n : plan.count >= plan.n;
    plan.failed = plan.failed || now;
    return now;
}

int error(int usual) {
    return plan.full ? SQLITE_FULL : usual;
}

/// A file of ours: the real one lies behind it.
struct File {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_vfs* real_system = nullptr;

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

int close_file(sqlite3_file* file) {
    sqlite3_file* behind = real(file);
    const int code = behind->pMethods != nullptr ? behind->pMethods->xClose(behind) : SQLITE_OK;
    sqlite3_free(behind);
    return code;
}
int read_file(sqlite3_file* file, void* to, int amount, sqlite3_int64 at) {
    return fails(false) ? SQLITE_IOERR_READ : real(file)->pMethods->xRead(real(file), to, amount, at);
}
int write_file(sqlite3_file* file, const void* from, int amount, sqlite3_int64 at) {
    if (!fails(true)) {
        return real(file)->pMethods->xWrite(real(file), from, amount, at);
    }
    // A write that fails may have put down a part of what it was given.
    if (amount > 1) {
        real(file)->pMethods->xWrite(real(file), from, amount / 2, at);
    }
    return error(SQLITE_IOERR_WRITE);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return fails(false) ? SQLITE_IOERR_TRUNCATE : real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
    return fails(false) ? SQLITE_IOERR_FSYNC : real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return fails(false) ? SQLITE_IOERR_FSTAT : real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
}
int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int is_reserved(sqlite3_file* file, int* result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
int control(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
    return fails(false) ? SQLITE_IOERR_SHMMAP : real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods{
    2,           close_file, read_file,    write_file, truncate_file, sync_file,       file_size,
    lock,        unlock,     is_reserved,  control,    sector_size,   characteristics, map_shared,
    lock_shared, barrier,    unmap_shared, nullptr,    nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    auto* ours = reinterpret_cast<File*>(file);
    std::memset(ours, 0, sizeof *ours);
    if (fails(false)) {
        return SQLITE_CANTOPEN;
    }
    ours->real = static_cast<sqlite3_file*>(sqlite3_malloc(real_system->szOsFile));
    std::memset(ours->real, 0, static_cast<std::size_t>(real_system->szOsFile));
    const int code = real_system->xOpen(real_system, name, ours->real, flags, out);
    if (code != SQLITE_OK) {
        sqlite3_free(ours->real);
        return code;
    }
    ours->base.pMethods = &methods;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync) {
    return fails(false) ? SQLITE_IOERR_DELETE : real_system->xDelete(real_system, name, sync);
}

}  // namespace

std::string FailingDisk::name() {
    static const std::string name = [] {
        static sqlite3_vfs system;
        real_system = sqlite3_vfs_find(nullptr);
        system = *real_system;
        system.zName = "failing";
        system.pNext = nullptr;
        system.szOsFile = sizeof(File);
        system.xOpen = open_file;
        system.xDelete = delete_file;
        sqlite3_vfs_register(&system, 0);
        return std::string("failing");
    }();
    return name;
}

void FailingDisk::arm(long n, Failure failure, bool full) {
    plan = {n, 0, failure, full, false};
}

void FailingDisk::disarm() {
    plan.failure = Failure::none;
}

bool FailingDisk::failed() {
    return plan.failed;
}

}  // namespace tranche::test
