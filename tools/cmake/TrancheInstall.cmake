# What `cmake --install` lays down: the command, the library with its headers, the data, and a package such that
# find_package(Tranche) gives Tranche::core, Tranche::ledger, Tranche::report, and Tranche::engine, which is all of them.
include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/Tranche")

install(TARGETS tranche RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS tranche_core tranche_ledger tranche_report tranche_engine EXPORT TrancheTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY programmes schemas DESTINATION "${CMAKE_INSTALL_DATADIR}/tranche" OPTIONAL)

install(EXPORT TrancheTargets NAMESPACE Tranche:: DESTINATION "${package_folder}")
configure_package_config_file(tools/cmake/TrancheConfig.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/TrancheConfig.cmake"
    INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/TrancheConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/TrancheConfig.cmake" "${CMAKE_CURRENT_BINARY_DIR}/TrancheConfigVersion.cmake"
    tools/cmake/Findutf8proc.cmake
    DESTINATION "${package_folder}")
