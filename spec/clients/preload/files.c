/*
 * bluetoothd keeps what it knows of devices in a folder of the system, whose path is built in. Preloaded into a program (LD_PRELOAD), this
 * gives it another one, $RX_BTMGMT_STATE, so that nothing of this machine is read or changed. These are the functions by which bluetoothd
 * and GLib reach files.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char BUILT_IN[] = "/var/lib/bluetooth";

/* The path by which a file is reached. */
static const char *moved(const char *path, char room[PATH_MAX]) {
  const char *state = getenv("RX_BTMGMT_STATE");
  size_t length = sizeof BUILT_IN - 1;
  int is_inside = strncmp(path, BUILT_IN, length) == 0 && (path[length] == '/' || path[length] == '\0');
  if (state == NULL || !is_inside) return path;
  snprintf(room, PATH_MAX, "%s%s", state, path + length);
  return room;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* A function whose first parameter is a path. */
#define MOVED(type, name, parameters, ...)                 \
  type name parameters {                                   \
    char room[PATH_MAX];                                   \
    return REAL(name)(moved(path, room), ##__VA_ARGS__);   \
  }

MOVED(int, access, (const char *path, int mode), mode)
MOVED(int, chmod, (const char *path, mode_t mode), mode)
MOVED(int, creat64, (const char *path, mode_t mode), mode)
MOVED(FILE *, fopen64, (const char *path, const char *mode), mode)
MOVED(int, lstat, (const char *path, struct stat *status), status)
MOVED(int, lstat64, (const char *path, struct stat64 *status), status)
MOVED(int, mkdir, (const char *path, mode_t mode), mode)
MOVED(DIR *, opendir, (const char *path))
MOVED(int, remove, (const char *path))
MOVED(int, rmdir, (const char *path))
MOVED(int, stat, (const char *path, struct stat *status), status)
MOVED(int, stat64, (const char *path, struct stat64 *status), status)
MOVED(int, unlink, (const char *path))

int rename(const char *from, const char *to) {
  char rooms[2][PATH_MAX];
  return REAL(rename)(moved(from, rooms[0]), moved(to, rooms[1]));
}

/* The mode is there only if a file may be made. */
#define OPENED(name)                                       \
  int name(const char *path, int flags, ...) {             \
    char room[PATH_MAX];                                   \
    va_list arguments;                                     \
    va_start(arguments, flags);                            \
    int makes = flags & (O_CREAT | __O_TMPFILE);           \
    mode_t mode = makes ? va_arg(arguments, mode_t) : 0;   \
    va_end(arguments);                                     \
    return REAL(name)(moved(path, room), flags, mode);     \
  }

OPENED(open)
OPENED(open64)
