/*
 * The bare limit: what the kernel lets one core do with HTTP-FLV, and nothing else.
 *
 * One thread. A publisher writes FLV to one port. Each tag is framed as one HTTP chunk, once, into
 * one ring that all viewers share; a viewer is a position in it, and gets what is new by one write
 * (two where the ring wraps). There is no parsing of requests beyond their end, no limit, no
 * fairness: it is a yardstick, never a server.
 *
 *   limit WINDOW            WINDOW: v = on each video frame, 0 = on each tag, N = every N ms
 *
 * prints "publish PORT" and "view PORT" and serves until its standard input ends.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum {
  RING_BYTES = 32 << 20,
  MAX_VIEWERS = 65536,
  MAX_TAG_BYTES = 11 << 20,
  MAX_HEAD_BYTES = 1 << 20,
  FLV_HEADER_BYTES = 13,
  TAG_HEADER_BYTES = 11,
  TRAILER_BYTES = 4,
  AUDIO = 8,
  VIDEO = 9,
  EVENTS = 1024
};

struct viewer {
  int fd;
  uint64_t position; /* in the stream of framed bytes; the ring holds its end */
};

static uint8_t ring[RING_BYTES];
static uint64_t written; /* framed bytes so far */
static uint64_t key_frame; /* where the last one begins */
static int has_key_frame;

/* HTTP header, FLV header and configuration, for those who come later. */
static uint8_t head[MAX_HEAD_BYTES];
static size_t head_bytes;

static struct viewer viewers[MAX_VIEWERS];
static int viewer_count;
static struct viewer waiting[MAX_VIEWERS];
static int waiting_count;

static uint8_t input[MAX_TAG_BYTES];
static size_t input_bytes;
static int header_seen;

static int flush_on_tag;
static int flush_on_video;
static long window_ms;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void append_ring(const void *bytes, size_t count) {
  size_t at = written % RING_BYTES;
  size_t first = count < RING_BYTES - at ? count : RING_BYTES - at;
  memcpy(ring + at, bytes, first);
  memcpy(ring, (const uint8_t *)bytes + first, count - first);
  written += count;
}

static void append_head(const void *bytes, size_t count) {
  if (head_bytes + count > MAX_HEAD_BYTES) {
    fprintf(stderr, "too much configuration\n");
    exit(1);
  }
  memcpy(head + head_bytes, bytes, count);
  head_bytes += count;
}

/* Sends what is new; a viewer that is gone, or a whole ring behind, is told so by -1. */
static int send_new(struct viewer *v) {
  while (v->position < written) {
    if (written - v->position > RING_BYTES - MAX_TAG_BYTES) return -1;
    size_t at = v->position % RING_BYTES;
    size_t count = written - v->position;
    size_t first = count < RING_BYTES - at ? count : RING_BYTES - at;
    struct iovec parts[2] = {{ring + at, first}, {ring, count - first}};
    ssize_t n = writev(v->fd, parts, count > first ? 2 : 1);
    if (n < 0) return errno == EAGAIN ? 0 : -1;
    v->position += n;
    /* Less than all of it: the socket is full, and the next flush tries again. */
    if ((size_t)n < count) return 0;
  }
  return 0;
}

static void flush_all(void) {
  for (int i = 0; i < viewer_count;) {
    if (send_new(&viewers[i]) < 0) {
      close(viewers[i].fd);
      viewers[i] = viewers[--viewer_count];
    } else {
      i++;
    }
  }
}

/* Configuration goes to the head as well: sequence headers and script data. */
static int is_configuration(const uint8_t *tag, size_t body_bytes) {
  const uint8_t *body = tag + TAG_HEADER_BYTES;
  if (tag[0] != AUDIO && tag[0] != VIDEO) return 1;
  return body_bytes > 1 && body[1] == 0;
}

static void take_tag(const uint8_t *tag, size_t body_bytes) {
  char size[16];
  size_t tag_bytes = TAG_HEADER_BYTES + body_bytes + TRAILER_BYTES;
  int size_bytes = snprintf(size, sizeof size, "%zx\r\n", tag_bytes);
  if (is_configuration(tag, body_bytes)) {
    append_head(size, size_bytes);
    append_head(tag, tag_bytes);
    append_head("\r\n", 2);
    return;
  }
  if (tag[0] == VIDEO && tag[TAG_HEADER_BYTES] >> 4 == 1) {
    key_frame = written;
    has_key_frame = 1;
  }
  append_ring(size, size_bytes);
  append_ring(tag, tag_bytes);
  append_ring("\r\n", 2);
  if (flush_on_tag || (flush_on_video && tag[0] == VIDEO)) flush_all();
}

static void take_input(void) {
  size_t at = 0;
  if (!header_seen) {
    if (input_bytes < FLV_HEADER_BYTES) return;
    append_head("d\r\n", 3);
    append_head(input, FLV_HEADER_BYTES);
    append_head("\r\n", 2);
    header_seen = 1;
    at = FLV_HEADER_BYTES;
  }
  while (input_bytes - at >= TAG_HEADER_BYTES) {
    const uint8_t *tag = input + at;
    size_t body_bytes = (size_t)tag[1] << 16 | tag[2] << 8 | tag[3];
    size_t tag_bytes = TAG_HEADER_BYTES + body_bytes + TRAILER_BYTES;
    if (tag_bytes > MAX_TAG_BYTES) die("tag too large");
    if (input_bytes - at < tag_bytes) break;
    take_tag(tag, body_bytes);
    at += tag_bytes;
  }
  memmove(input, input + at, input_bytes - at);
  input_bytes -= at;
}

static void accept_viewers(int listener, int epoll) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
  }
}

/* A request, whatever it asks for: the answer begins with the last key frame. */
static void answer(int fd, int epoll) {
  static uint8_t request[8192];
  ssize_t n = read(fd, request, sizeof request);
  epoll_ctl(epoll, EPOLL_CTL_DEL, fd, NULL);
  if (n <= 0 || viewer_count + waiting_count == MAX_VIEWERS) {
    close(fd);
    return;
  }
  waiting[waiting_count++] = (struct viewer){fd, 0};
}

static void start_waiting(void) {
  if (!has_key_frame) return;
  for (int i = 0; i < waiting_count; i++) {
    struct viewer *v = &viewers[viewer_count];
    *v = waiting[i];
    v->position = key_frame;
    if (write(v->fd, head, head_bytes) != (ssize_t)head_bytes || send_new(v) < 0) {
      close(v->fd);
    } else {
      viewer_count++;
    }
  }
  waiting_count = 0;
}

static int listen_on_free_port(const char *name, int flags) {
  int fd = socket(AF_INET, SOCK_STREAM | flags, 0);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof a;
  if (fd < 0 || bind(fd, (struct sockaddr *)&a, size) || listen(fd, 4096)) die("listen");
  getsockname(fd, (struct sockaddr *)&a, &size);
  printf("%s %d\n", name, ntohs(a.sin_port));
  fflush(stdout);
  return fd;
}

static void watch(int epoll, int fd) {
  struct epoll_event e = {.events = EPOLLIN, .data.fd = fd};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e)) die("epoll_ctl");
}

static void read_publisher(int fd) {
  ssize_t n = read(fd, input + input_bytes, MAX_TAG_BYTES - input_bytes);
  if (n <= 0) exit(0);
  input_bytes += n;
  take_input();
}

static void serve(int publish, int view, int epoll) {
  struct epoll_event events[EVENTS];
  int publisher = -1;
  int64_t next_flush = now_ns() + window_ms * 1000000;
  for (;;) {
    int timeout = -1;
    if (window_ms > 0) {
      int64_t left = next_flush - now_ns();
      timeout = left <= 0 ? 0 : (int)((left + 999999) / 1000000);
    }
    int n = epoll_wait(epoll, events, EVENTS, timeout);
    for (int i = 0; i < n; i++) {
      int fd = events[i].data.fd;
      if (fd == view) {
        accept_viewers(view, epoll);
      } else if (fd == publish) {
        publisher = accept(publish, NULL, NULL);
        watch(epoll, publisher);
      } else if (fd == publisher) {
        read_publisher(publisher);
      } else if (fd == STDIN_FILENO) {
        exit(0);
      } else {
        answer(fd, epoll);
      }
    }
    start_waiting();
    if (window_ms > 0 && now_ns() >= next_flush) {
      flush_all();
      next_flush += window_ms * 1000000;
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: limit v|0|WINDOW_MS\n");
    return 2;
  }
  flush_on_video = strcmp(argv[1], "v") == 0;
  window_ms = flush_on_video ? 0 : atol(argv[1]);
  flush_on_tag = !flush_on_video && window_ms == 0;
  signal(SIGPIPE, SIG_IGN);
  static const char answer_head[] =
      "HTTP/1.1 200 OK\r\nContent-Type: video/x-flv\r\nTransfer-Encoding: chunked\r\n\r\n";
  append_head(answer_head, sizeof answer_head - 1);
  int publish = listen_on_free_port("publish", 0);
  int view = listen_on_free_port("view", SOCK_NONBLOCK);
  int epoll = epoll_create1(0);
  watch(epoll, publish);
  watch(epoll, view);
  watch(epoll, STDIN_FILENO);
  serve(publish, view, epoll);
}
