/**
 * Packages of system libraries, by the names that `#cgo pkg-config:` and `-l` use.
 * Debian's are those of trixie (checked against its package list, 2026-11-23),
 * Alpine's those of 3.24. A new release of either: look every name up again.
 */
import type { DistributionPackages } from "../../types/project.ts";

interface Library {
  readonly build: DistributionPackages;
  readonly runtime: DistributionPackages;
}

/** Space-separated lists: Alpine and Debian to build with, Alpine and Debian to run with. */
function library(alpineBuild: string, debianBuild: string, alpineRun: string, debianRun: string): Library {
  const list = (names: string) => names.split(" ").filter((name) => name !== "");
  return {
    build: { alpine: list(alpineBuild), debian: list(debianBuild) },
    runtime: { alpine: list(alpineRun), debian: list(debianRun) },
  };
}

export const libraries = {
  alsa: library("alsa-lib-dev", "libasound2-dev", "alsa-lib", "libasound2t64"),
  archive: library("libarchive-dev", "libarchive-dev", "libarchive", "libarchive13t64"),
  bpf: library("libbpf-dev", "libbpf-dev", "libbpf", "libbpf1"),
  bz2: library("bzip2-dev", "libbz2-dev", "libbz2", "libbz2-1.0"),
  "c++": library("g++", "", "libstdc++", ""),
  cairo: library("cairo-dev", "libcairo2-dev", "cairo", "libcairo2"),
  crypto: library("openssl-dev", "libssl-dev", "libcrypto3 libssl3", "libssl3t64"),
  curl: library("curl-dev", "libcurl4-openssl-dev", "libcurl", "libcurl4t64"),
  czmq: library("czmq-dev", "libczmq-dev", "czmq", "libczmq4"),
  elf: library("elfutils-dev", "libelf-dev", "libelf", "libelf1t64"),
  ffmpeg: library(
    "ffmpeg-dev",
    "libavcodec-dev libavdevice-dev libavfilter-dev libavformat-dev libavutil-dev libswresample-dev libswscale-dev",
    "ffmpeg-libs",
    "libavcodec61 libavdevice61 libavfilter10 libavformat61 libavutil59 libswresample5 libswscale8",
  ),
  freetype: library("freetype-dev", "libfreetype-dev", "freetype", "libfreetype6"),
  fuse: library("fuse-dev", "libfuse-dev", "fuse", "libfuse2t64"),
  gdal: library("gdal-dev", "libgdal-dev", "gdal", "libgdal36"),
  geos: library("geos-dev", "libgeos-dev", "geos", "libgeos-c1t64"),
  git2: library("libgit2-dev", "libgit2-dev", "libgit2", "libgit2-1.9"),
  glib: library("glib-dev", "libglib2.0-dev", "glib", "libglib2.0-0t64"),
  gmp: library("gmp-dev", "libgmp-dev", "gmp", "libgmp10"),
  gpgme: library("gpgme-dev", "libgpgme-dev", "gpgme", "libgpgme11t64"),
  gssapi: library("krb5-dev", "libkrb5-dev", "krb5-libs", "libgssapi-krb5-2"),
  gstreamer: library(
    "gstreamer-dev gst-plugins-base-dev",
    "libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev",
    "gstreamer gst-plugins-base gst-plugins-good",
    "libgstreamer1.0-0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good",
  ),
  gtk3: library("gtk+3.0-dev", "libgtk-3-dev", "gtk+3.0", "libgtk-3-0t64"),
  heif: library("libheif-dev", "libheif-dev", "libheif", "libheif1"),
  icu: library("icu-dev", "libicu-dev", "icu-libs", "libicu76"),
  jpeg: library("libjpeg-turbo-dev", "libjpeg62-turbo-dev", "libjpeg-turbo", "libjpeg62-turbo"),
  leptonica: library("leptonica-dev", "libleptonica-dev", "leptonica", "libleptonica6"),
  leveldb: library("leveldb-dev", "libleveldb-dev", "leveldb", "libleveldb1d"),
  lmdb: library("lmdb-dev", "liblmdb-dev", "lmdb", "liblmdb0"),
  ltdl: library("libtool", "libltdl-dev", "libltdl", "libltdl7"),
  lz4: library("lz4-dev", "liblz4-dev", "lz4-libs", "liblz4-1"),
  magickwand: library("imagemagick-dev", "libmagickwand-dev", "imagemagick", "libmagickwand-7.q16-10"),
  netfilter_queue: library(
    "libnetfilter_queue-dev",
    "libnetfilter-queue-dev",
    "libnetfilter_queue",
    "libnetfilter-queue1",
  ),
  odbc: library("unixodbc-dev", "unixodbc-dev", "unixodbc", "libodbc2"),
  olm: library("olm-dev", "libolm-dev", "olm", "libolm3"),
  onig: library("oniguruma-dev", "libonig-dev", "oniguruma", "libonig5"),
  opencv: library(
    "opencv-dev",
    "libopencv-dev",
    "opencv",
    "libopencv-contrib410 libopencv-highgui410 libopencv-photo410 libopencv-videoio410",
  ),
  opus: library(
    "opus-dev opusfile-dev",
    "libopus-dev libopusfile-dev",
    "opus opusfile",
    "libopus0 libopusfile0",
  ),
  pam: library("linux-pam-dev", "libpam0g-dev", "linux-pam", "libpam0g"),
  pcap: library("libpcap-dev", "libpcap-dev", "libpcap", "libpcap0.8t64"),
  pcre2: library("pcre2-dev", "libpcre2-dev", "pcre2", "libpcre2-8-0"),
  pcsc: library("pcsc-lite-dev", "libpcsclite-dev", "pcsc-lite-libs", "libpcsclite1"),
  png: library("libpng-dev", "libpng-dev", "libpng", "libpng16-16t64"),
  portaudio: library("portaudio-dev", "portaudio19-dev", "portaudio", "libportaudio2"),
  pq: library("libpq-dev", "libpq-dev", "libpq", "libpq5"),
  proj: library("proj-dev", "libproj-dev", "proj", "libproj25"),
  rdkafka: library("librdkafka-dev", "librdkafka-dev", "librdkafka", "librdkafka1"),
  re2: library("re2-dev", "libre2-dev", "re2", "libre2-11"),
  rocksdb: library("rocksdb-dev", "librocksdb-dev", "rocksdb", "librocksdb9.10"),
  sasl2: library("cyrus-sasl-dev", "libsasl2-dev", "libsasl", "libsasl2-2"),
  sdl2: library("sdl2-dev", "libsdl2-dev", "sdl2", "libsdl2-2.0-0"),
  seccomp: library("libseccomp-dev", "libseccomp-dev", "libseccomp", "libseccomp2"),
  snappy: library("snappy-dev", "libsnappy-dev", "snappy", "libsnappy1v5"),
  sodium: library("libsodium-dev", "libsodium-dev", "libsodium", "libsodium23"),
  sqlite3: library("sqlite-dev", "libsqlite3-dev", "sqlite-libs", "libsqlite3-0"),
  ssh2: library("libssh2-dev", "libssh2-1-dev", "libssh2", "libssh2-1t64"),
  systemd: library("", "libsystemd-dev", "", "libsystemd0"),
  taglib: library("taglib-dev", "libtag1-dev", "taglib", "libtag2"),
  tesseract: library("tesseract-ocr-dev", "libtesseract-dev", "tesseract-ocr", "tesseract-ocr libtesseract5"),
  tiff: library("tiff-dev", "libtiff-dev", "tiff", "libtiff6"),
  udev: library("eudev-dev", "libudev-dev", "eudev-libs", "libudev1"),
  uring: library("liburing-dev", "liburing-dev", "liburing", "liburing2"),
  usb: library("libusb-dev", "libusb-1.0-0-dev", "libusb", "libusb-1.0-0"),
  vips: library("vips-dev", "libvips-dev", "vips", "libvips42t64"),
  virt: library("libvirt-dev", "libvirt-dev", "libvirt", "libvirt0"),
  webp: library(
    "libwebp-dev",
    "libwebp-dev",
    "libwebp libwebpmux libwebpdemux",
    "libwebp7 libwebpmux3 libwebpdemux2",
  ),
  x11: library("libx11-dev", "libx11-dev", "libx11", "libx11-6"),
  xcvt: library("libxcvt-dev", "libxcvt-dev", "libxcvt", "libxcvt0"),
  xfixes: library("libxfixes-dev", "libxfixes-dev", "libxfixes", "libxfixes3"),
  xi: library("libxi-dev", "libxi-dev", "libxi", "libxi6"),
  xml2: library("libxml2-dev", "libxml2-dev", "libxml2", "libxml2"),
  xrandr: library("libxrandr-dev", "libxrandr-dev", "libxrandr", "libxrandr2"),
  xtst: library("libxtst-dev", "libxtst-dev", "libxtst", "libxtst6"),
  yara: library("yara-dev", "libyara-dev", "yara", "libyara10"),
  z: library("zlib-dev", "zlib1g-dev", "zlib", "zlib1g"),
  zmq: library("zeromq-dev", "libzmq3-dev", "libzmq", "libzmq5"),
  zstd: library("zstd-dev", "libzstd-dev", "zstd-libs", "libzstd1"),
} as const satisfies Readonly<Record<string, Library>>;

export type LibraryName = keyof typeof libraries;

/** Other names of the same libraries in pkg-config files and linker flags. */
const ALIASES: Readonly<Record<string, LibraryName>> = {
  MagickCore: "magickwand",
  MagickWand: "magickwand",
  X11: "x11",
  Xfixes: "xfixes",
  Xi: "xi",
  Xrandr: "xrandr",
  Xtst: "xtst",
  asound: "alsa",
  avcodec: "ffmpeg",
  avformat: "ffmpeg",
  avutil: "ffmpeg",
  freetype2: "freetype",
  geos_c: "geos",
  "gio-2.0": "glib",
  "glib-2.0": "glib",
  "gobject-2.0": "glib",
  gssapi_krb5: "gssapi",
  "gstreamer-1.0": "gstreamer",
  "gstreamer-app-1.0": "gstreamer",
  "gstreamer-video-1.0": "gstreamer",
  "gtk+-3.0": "gtk3",
  "icu-i18n": "icu",
  "icu-uc": "icu",
  icui18n: "icu",
  icuuc: "icu",
  krb5: "gssapi",
  "krb5-gssapi": "gssapi",
  lept: "leptonica",
  libarchive: "archive",
  libavcodec: "ffmpeg",
  libavdevice: "ffmpeg",
  libavfilter: "ffmpeg",
  libavformat: "ffmpeg",
  libavutil: "ffmpeg",
  libbpf: "bpf",
  libcrypto: "crypto",
  libcurl: "curl",
  libczmq: "czmq",
  libelf: "elf",
  libgit2: "git2",
  libheif: "heif",
  libjpeg: "jpeg",
  libnetfilter_queue: "netfilter_queue",
  libpcap: "pcap",
  "libpcre2-8": "pcre2",
  libpcsclite: "pcsc",
  libpng: "png",
  libpng16: "png",
  libpq: "pq",
  libsasl2: "sasl2",
  libseccomp: "seccomp",
  libsodium: "sodium",
  libssh2: "ssh2",
  libssl: "crypto",
  libswresample: "ffmpeg",
  libswscale: "ffmpeg",
  libsystemd: "systemd",
  "libtiff-4": "tiff",
  libudev: "udev",
  liburing: "uring",
  "libusb-1.0": "usb",
  libvirt: "virt",
  libwebp: "webp",
  "libxml-2.0": "xml2",
  libzmq: "zmq",
  libzstd: "zstd",
  oniguruma: "onig",
  opencv4: "opencv",
  openssl: "crypto",
  opusfile: "opus",
  "pcre2-8": "pcre2",
  pcsclite: "pcsc",
  png16: "png",
  "portaudio-2.0": "portaudio",
  ssl: "crypto",
  "stdc++": "c++",
  swscale: "ffmpeg",
  tag: "taglib",
  "usb-1.0": "usb",
  zlib: "z",
};

/** The library that a pkg-config name (`vips`, `libpcap`) or `-l` name (`pcap`) means; null for one that is not known. */
export function libraryNamed(name: string): LibraryName | null {
  const plain = ALIASES[name] ?? ALIASES[`lib${name}`] ?? name;
  return Object.hasOwn(libraries, plain) ? (plain as LibraryName) : null;
}

/** Names of libraries that the `#cgo` lines of a file ask for on linux, as they stand there. */
export function librariesAsked(text: string): string[] {
  const asked: string[] = [];
  for (const [, condition, kind, rest] of text.matchAll(
    /^[ \t*/]*#cgo\s+([^:\n]*?)\s*(pkg-config|LDFLAGS|CXXFLAGS):\s*([^\n]*)$/gm,
  )) {
    const elsewhere = /\b(windows|darwin|freebsd|openbsd|netbsd|android|ios|solaris)\b/.test(condition ?? "");
    if (elsewhere && !/(^|\s|,)linux\b/.test((condition ?? "").replace(/!linux/g, ""))) {
      if (!/!(windows|darwin|android)/.test(condition ?? "")) continue;
    }
    const words = (rest ?? "").split(/\s+/);
    if (kind === "pkg-config")
      asked.push(...words.filter((word) => /^[\w.+-]+$/.test(word) && !word.startsWith("-")));
    if (kind === "LDFLAGS")
      asked.push(...words.filter((word) => /^-l./.test(word)).map((word) => word.slice(2)));
    if (kind === "CXXFLAGS") asked.push("stdc++");
  }
  return [...new Set(asked)];
}
