/*
 * Preloaded into a program (LD_PRELOAD), it leads the program's management sockets to a simulated kernel: each to a connection of its own
 * to the Unix socket $RX_BTMGMT_SIMULATOR, where frames follow each other as they are. Other Bluetooth sockets are there, but nobody can be
 * reached by them: L2CAP, RFCOMM and SCO are no part of the simulated kernel.
 *
 * The program must get whole frames, one a read, and be able to poll. So it gets one end of a pair of sockets that keep frames apart, and
 * two threads carry frames between the other end and the connection.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Linux's include/net/bluetooth/bluetooth.h, hci_sock.h. */
enum { PROTOCOL_HCI = 1, CHANNEL_CONTROL = 3 };
enum { SOL_HCI_ = 0, SOL_L2CAP_ = 6, SOL_SCO_ = 17, SOL_RFCOMM_ = 18, SOL_BLUETOOTH_ = 274 };
struct address_hci {
  sa_family_t family;
  uint16_t device;
  uint16_t channel;
};
enum { HEADER = 6, LARGEST_FRAME = HEADER + 65535, DESCRIPTORS = 4096 };

/* What a descriptor of the program is: not ours, a management socket before and after it was bound, or one that reaches nobody. */
static enum kind { FOREIGN, MANAGEMENT, CARRIED, UNREACHABLE } kinds[DESCRIPTORS];
/* The other end of each pair. Once the socket is bound it is the threads'. */
static int inner_ends[DESCRIPTORS];

struct carrier {
  int program;
  int simulator;
  atomic_int threads;
};

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static enum kind kind_of(int fd) {
  return fd >= 0 && fd < DESCRIPTORS ? kinds[fd] : FOREIGN;
}

static int write_all(int fd, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);
    if (sent <= 0) return 0;
    bytes += sent;
    length -= (size_t)sent;
  }
  return 1;
}

static int read_all(int fd, uint8_t *bytes, size_t length) {
  return length == 0 || recv(fd, bytes, length, MSG_WAITALL) == (ssize_t)length;
}

/* One thread ends the other by shutting down what that reads from; the last one closes both. */
static void end(struct carrier *carrier) {
  shutdown(carrier->simulator, SHUT_RDWR);
  shutdown(carrier->program, SHUT_RDWR);
  if (atomic_fetch_sub(&carrier->threads, 1) > 1) return;
  REAL(close)(carrier->simulator);
  REAL(close)(carrier->program);
  free(carrier);
}

static void *carry_to_simulator(void *argument) {
  struct carrier *carrier = argument;
  uint8_t *frame = malloc(LARGEST_FRAME);
  ssize_t length;
  while ((length = recv(carrier->program, frame, LARGEST_FRAME, 0)) > 0) {
    if (!write_all(carrier->simulator, frame, (size_t)length)) break;
  }
  free(frame);
  end(carrier);
  return NULL;
}

static void *carry_to_program(void *argument) {
  struct carrier *carrier = argument;
  uint8_t *frame = malloc(LARGEST_FRAME);
  while (read_all(carrier->simulator, frame, HEADER)) {
    size_t length = frame[4] | frame[5] << 8;
    if (!read_all(carrier->simulator, frame + HEADER, length)) break;
    if (send(carrier->program, frame, HEADER + length, MSG_NOSIGNAL) < 0) break;
  }
  free(frame);
  end(carrier);
  return NULL;
}

static int start_thread(void *(*work)(void *), struct carrier *carrier) {
  pthread_t thread;
  int failed = pthread_create(&thread, NULL, work, carrier);
  if (!failed) return pthread_detach(thread);
  end(carrier);
  errno = failed;
  return -1;
}

static int start_threads(int program, int simulator) {
  struct carrier *carrier = malloc(sizeof *carrier);
  carrier->program = program;
  carrier->simulator = simulator;
  atomic_init(&carrier->threads, 2);
  /* The program's signals are for its own threads. */
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int to_simulator = start_thread(carry_to_simulator, carrier);
  int to_program = start_thread(carry_to_program, carrier);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return to_simulator | to_program;
}

static int connect_to_simulator(void) {
  const char *path = getenv("RX_BTMGMT_SIMULATOR");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (path == NULL || strlen(path) >= sizeof address.sun_path) {
    errno = EAFNOSUPPORT;
    return -1;
  }
  strcpy(address.sun_path, path);
  int fd = REAL(socket)(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0 || REAL(connect)(fd, (struct sockaddr *)&address, sizeof address) == 0) return fd;
  int why = errno;
  REAL(close)(fd);
  errno = why;
  return -1;
}

int socket(int domain, int type, int protocol) {
  if (domain != AF_BLUETOOTH) return REAL(socket)(domain, type, protocol);
  int flags = type & (SOCK_CLOEXEC | SOCK_NONBLOCK);
  int ends[2];
  /* Of the pair only the program's end may be non-blocking. */
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  if (ends[0] >= DESCRIPTORS) {
    REAL(close)(ends[0]);
    REAL(close)(ends[1]);
    errno = EMFILE;
    return -1;
  }
  if (!(flags & SOCK_CLOEXEC)) fcntl(ends[0], F_SETFD, 0);
  if (flags & SOCK_NONBLOCK) fcntl(ends[0], F_SETFL, O_NONBLOCK);
  kinds[ends[0]] = protocol == PROTOCOL_HCI ? MANAGEMENT : UNREACHABLE;
  inner_ends[ends[0]] = ends[1];
  return ends[0];
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
  if (kind_of(fd) == FOREIGN) return REAL(bind)(fd, address, length);
  if (kind_of(fd) == UNREACHABLE) return 0;
  if (kind_of(fd) == CARRIED) {
    errno = EBADFD;
    return -1;
  }
  const struct address_hci *hci = (const void *)address;
  /* Kernels before 4.6 had no channel for logs: programs go on without. */
  if (length < sizeof *hci || hci->channel != CHANNEL_CONTROL) {
    errno = EINVAL;
    return -1;
  }
  int simulator = connect_to_simulator();
  if (simulator < 0) return -1;
  kinds[fd] = CARRIED;
  return start_threads(inner_ends[fd], simulator);
}

/* Whoever waits for connections waits for ever: the other end of the pair stays silent. */
int listen(int fd, int backlog) {
  return kind_of(fd) == FOREIGN ? REAL(listen)(fd, backlog) : 0;
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
  if (kind_of(fd) == FOREIGN) return REAL(connect)(fd, address, length);
  errno = EHOSTUNREACH;
  return -1;
}

static int is_of_bluetooth(int level) {
  return level == SOL_HCI_ || level == SOL_L2CAP_ || level == SOL_SCO_ || level == SOL_RFCOMM_ || level == SOL_BLUETOOTH_;
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
  if (kind_of(fd) != FOREIGN && is_of_bluetooth(level)) return 0;
  return REAL(setsockopt)(fd, level, name, value, length);
}

int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
  if (kind_of(fd) == FOREIGN || !is_of_bluetooth(level)) return REAL(getsockopt)(fd, level, name, value, length);
  memset(value, 0, *length);
  return 0;
}

int close(int fd) {
  if (kind_of(fd) != FOREIGN) {
    if (kinds[fd] != CARRIED) REAL(close)(inner_ends[fd]);
    kinds[fd] = FOREIGN;
  }
  return REAL(close)(fd);
}
