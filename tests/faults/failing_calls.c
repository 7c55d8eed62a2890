/* Makes the k-th call that changes something below one folder fail, in this process. Built and preloaded by failing_steps.py (Linux). */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char folder[4096];
static long fail_at, counted;
static int code, for_ever;

void failing_arm(const char *below, long at, int error, int sticky) {
    snprintf(folder, sizeof folder, "%s", below);
    fail_at = at, code = error, for_ever = sticky, counted = 0;
}

long failing_disarm(void) {
    folder[0] = 0;
    return counted;
}

static int trips(const char *path) {
    if (!folder[0] || strncmp(path, folder, strlen(folder))) return 0;
    counted++;
    if (counted == fail_at || (for_ever && counted > fail_at)) {
        errno = code;
        return 1;
    }
    return 0;
}

static int trips_fd(int fd) {
    char link[64], path[4096];
    ssize_t n;
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return trips(path);
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)
#define ON_FD(type, name, params, types, args) \
    type name params { REAL(type, name, types); return trips_fd(fd) ? -1 : real args; }
#define LIST(...) __VA_ARGS__

ON_FD(ssize_t, write, (int fd, const void *data, size_t n), LIST(int, const void *, size_t), (fd, data, n))
ON_FD(ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), LIST(int, const void *, size_t, off_t), (fd, data, n, at))
ON_FD(ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), LIST(int, const void *, size_t, off64_t), (fd, data, n, at))
ON_FD(int, fsync, (int fd), LIST(int), (fd))
ON_FD(int, fdatasync, (int fd), LIST(int), (fd))
ON_FD(int, ftruncate, (int fd, off_t size), LIST(int, off_t), (fd, size))
ON_FD(int, ftruncate64, (int fd, off64_t size), LIST(int, off64_t), (fd, size))

int rename(const char *from, const char *to) { REAL(int, rename, const char *, const char *); return trips(to) ? -1 : real(from, to); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    REAL(int, renameat2, int, const char *, int, const char *, unsigned);
    return trips(to) ? -1 : real(a, from, b, to, flags);
}
int mkdir(const char *path, mode_t mode) { REAL(int, mkdir, const char *, mode_t); return trips(path) ? -1 : real(path, mode); }

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        va_list rest; mode_t mode; \
        REAL(int, name, const char *, int, ...); \
        va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); \
        return (flags & O_CREAT) && access(path, F_OK) && trips(path) ? -1 : real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
