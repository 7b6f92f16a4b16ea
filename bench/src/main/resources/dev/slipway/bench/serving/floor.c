/* About the least that an answer costs on this machine, in any language: it reads a request, knows
 * by the hash of its bytes what to answer, and writes a head that was made before with the body
 * behind it. It checks nothing, and has no rules, limits or deadlines.
 *
 *   floor PORT FILES read|map
 *
 * FILES has a line for each file, with tabs between:
 *   KEY TAR OFFSET LENGTH OFFSET LENGTH TAG
 * KEY is the host and the path; the first extent in TAR is of the plain bytes, the second of those
 * that brotli has compressed, and is empty if there are none.
 *
 *   read  reads the body behind its head, and sends both by one call
 *   map   sends head and body by one call, the body from where the file is mapped
 *
 * What is large, or is not taken at once, is sent from the file either way.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SLOTS = 1 << 18, CONNECTIONS = 1 << 16, EVENTS = 512, REQUEST = 8 << 10, TEXT = 1 << 10 };
enum { COPIED = 136 << 10 };

static const char COMMON[] =
    "Date: Sun, 22 Nov 2026 12:00:00 GMT\r\n"
    "Cache-Control: public, max-age=0, must-revalidate\r\n"
    "Vary: Accept-Encoding\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Content-Type: application/octet-stream\r\n";

struct tar {
  int fd;
  char *bytes; /* NULL unless it is mapped */
};

struct file {
  struct tar tar;
  long plain, plain_length, brotli, brotli_length;
  char tag[TEXT];
};

struct answer {
  struct tar tar;
  long body, length;
  int head_length;
  char head[TEXT];
};

/* What is known under a hash; two things with one hash are not told apart. */
struct slot {
  uint64_t hash;
  void *value;
};

struct connection {
  int tar; /* what is left of a body lies there */
  long at, end;
};

static struct slot files[SLOTS], answers[SLOTS];
static struct connection connections[CONNECTIONS];
static int queue;

static uint64_t hash_of(const char *bytes, int length) {
  uint64_t hash = 0xcbf29ce484222325;
  int i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t word;
    memcpy(&word, bytes + i, sizeof word);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  for (; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
  return hash;
}

/* Returns the slot of what has the hash, or the empty one for it. */
static struct slot *slot_of(struct slot *table, uint64_t hash) {
  struct slot *slot = &table[hash % SLOTS];
  while (slot->value && slot->hash != hash) slot = slot == &table[SLOTS - 1] ? table : slot + 1;
  slot->hash = hash;
  return slot;
}

static struct tar opened(const char *path, int map) {
  struct tar tar = {open(path, O_RDONLY | O_CLOEXEC), NULL};
  struct stat about;
  if (tar.fd < 0 || fstat(tar.fd, &about)) err(1, "%s", path);
  if (map) {
    tar.bytes = mmap(NULL, about.st_size, PROT_READ, MAP_SHARED, tar.fd, 0);
    if (tar.bytes == MAP_FAILED) err(1, "%s", path);
  }
  return tar;
}

static void load(const char *list, int map) {
  FILE *in = fopen(list, "re");
  if (!in) err(1, "%s", list);
  char key[TEXT], path[4 * TEXT], last[4 * TEXT] = "";
  struct tar tar = {0};
  struct file file;
  while (fscanf(in, "%1023s %4095s %ld %ld %ld %ld %1023s", key, path, &file.plain,
                &file.plain_length, &file.brotli, &file.brotli_length, file.tag) == 7) {
    if (strcmp(path, last)) tar = opened(strcpy(last, path), map);
    file.tar = tar;
    struct slot *slot = slot_of(files, hash_of(key, strlen(key)));
    slot->value = memcpy(malloc(sizeof file), &file, sizeof file);
  }
  fclose(in);
}

/* Returns the answer to a request that was not seen before, with all the time in the world. */
static struct answer *answer_to(char *request, int length) {
  request[length] = 0;
  char path[TEXT], host[TEXT], key[2 * TEXT];
  char *field = strstr(request, "\r\nHost: ");
  if (!field || sscanf(request, "GET %1023s", path) != 1 || sscanf(field, " Host: %1023s", host) != 1)
    errx(1, "not understood: %s", request);
  int key_length = snprintf(key, sizeof key, "%s%s", host, path);
  struct file *file = slot_of(files, hash_of(key, key_length))->value;
  if (!file) errx(1, "not there: %s", key);
  int unchanged = !!strstr(request, "\r\nIf-None-Match: ");
  int brotli = file->brotli_length && strstr(request, "\r\nAccept-Encoding: br");
  struct answer *answer = calloc(1, sizeof *answer);
  answer->tar = file->tar;
  answer->body = brotli ? file->brotli : file->plain;
  answer->length = brotli ? file->brotli_length : file->plain_length;
  answer->head_length = snprintf(
      answer->head, TEXT, "HTTP/1.1 %s\r\n%sETag: \"%s\"\r\n%s\r\n",
      unchanged ? "304 Not Modified" : "200 OK", COMMON, file->tag,
      unchanged ? "" : brotli ? "Content-Encoding: br\r\n" : "Accept-Ranges: bytes\r\n");
  if (unchanged) {
    answer->length = 0;
  } else { /* before the empty line */
    answer->head_length += sprintf(answer->head + answer->head_length - 2,
                                   "Content-Length: %ld\r\n\r\n", answer->length) - 2;
  }
  return answer;
}

static void wait_for(int socket, uint32_t events, int how) {
  struct epoll_event event = {events, {.fd = socket}};
  if (epoll_ctl(queue, how, socket, &event)) err(1, "epoll_ctl");
}

static void end(int socket) {
  connections[socket].at = connections[socket].end = 0;
  close(socket);
}

/* Sends what is left of a body, as far as it is taken, and waits for what to go on with if that is
 * something else than what it waits for now. */
static void send_rest(int socket, uint32_t waiting) {
  struct connection *it = &connections[socket];
  uint32_t next = EPOLLIN;
  while (it->at < it->end && next == EPOLLIN) {
    ssize_t sent = sendfile(socket, it->tar, &it->at, it->end - it->at);
    if (sent < 0 && errno == EAGAIN) {
      next = EPOLLOUT;
    } else if (sent <= 0) {
      end(socket);
      return;
    }
  }
  if (next != waiting) wait_for(socket, next, EPOLL_CTL_MOD);
}

static void send_answer(int socket, struct answer *answer) {
  static char room[COPIED + TEXT];
  struct iovec parts[2] = {{answer->head, answer->head_length}, {NULL, 0}};
  int count = 1;
  if (answer->length && answer->length <= COPIED && answer->tar.bytes) {
    parts[1] = (struct iovec){answer->tar.bytes + answer->body, answer->length};
    count = 2;
  } else if (answer->length && answer->length <= COPIED) {
    memcpy(room, answer->head, answer->head_length);
    ssize_t got = pread(answer->tar.fd, room + answer->head_length, answer->length, answer->body);
    parts[0] = (struct iovec){room, answer->head_length + (got < 0 ? 0 : got)};
  }
  ssize_t sent = count == 1 ? write(socket, parts[0].iov_base, parts[0].iov_len)
                            : writev(socket, parts, count);
  if (sent < answer->head_length) {
    end(socket);
    return;
  }
  long at = answer->body + sent - answer->head_length;
  connections[socket] =
      (struct connection){answer->tar.fd, at, answer->body + answer->length};
  send_rest(socket, EPOLLIN);
}

static void attend(int socket) {
  static char request[REQUEST + 1];
  if (connections[socket].at < connections[socket].end) {
    send_rest(socket, EPOLLOUT);
    return;
  }
  ssize_t length = read(socket, request, REQUEST);
  if (length <= 0) {
    end(socket);
    return;
  }
  uint64_t hash = hash_of(request, length);
  struct slot *slot = slot_of(answers, hash);
  if (!slot->value) slot->value = answer_to(request, length);
  send_answer(socket, slot->value);
}

static void welcome(int listener) {
  int yes = 1, socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (socket < 0 || socket >= CONNECTIONS) err(1, "accept");
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  wait_for(socket, EPOLLIN, EPOLL_CTL_ADD);
}

int main(int count, char **arguments) {
  if (count != 4) errx(2, "usage: floor PORT FILES read|map");
  signal(SIGPIPE, SIG_IGN);
  load(arguments[2], !strcmp(arguments[3], "map"));
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {AF_INET, htons(atoi(arguments[1])), {htonl(INADDR_LOOPBACK)}, {0}};
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096))
    err(1, "port %s", arguments[1]);
  queue = epoll_create1(EPOLL_CLOEXEC);
  wait_for(listener, EPOLLIN, EPOLL_CTL_ADD);
  struct epoll_event events[EVENTS];
  for (;;) {
    int ready = epoll_wait(queue, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      int socket = events[i].data.fd;
      if (socket == listener) welcome(listener);
      else attend(socket);
    }
  }
}
