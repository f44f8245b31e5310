// Built twice, with what hardens a release and without: the check of programs passes the one and refuses the other.
// Everything that the check looks for has a place here: a call with a buffer, and an array on the stack.
#include <cstdio>  // snprintf

int main(int count, char** words) {
    char text[32];
    std::snprintf(text, sizeof text, "%s %d", words[0], count);
    return std::puts(text) < 0 ? 1 : 0;
}
