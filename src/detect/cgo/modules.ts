/**
 * Modules that compile C, and what they need. Only packages that do not work
 * without cgo stand here: one with a pure-Go fallback does not turn cgo on.
 * Sources: the modules' own #cgo lines and READMEs, read 2026-11-23; those of what draws windows 2026-11-29.
 */
import type { LibraryName } from "./libraries.ts";

export interface CgoModule {
  /** Import path of the module or of the one package in it that needs cgo, without a major version. */
  readonly path: string;
  /** Linked at run time, so that headers are needed to build and the library to run. */
  readonly libraries: readonly LibraryName[];
  /** A package of a module that is hardly taken for anything else: where go.mod names the module, it may be in use. */
  readonly core?: true;
  /** A library that neither distribution has a fitting package of. */
  readonly unpackaged?: string;
  /** Build tags on musl. */
  readonly muslTags?: readonly string[];
  /** Why it does not work on musl. */
  readonly glibcOnly?: string;
  /** The first version that compiles on musl 1.2.4 and newer. */
  readonly muslSince?: string;
  /** The first version that links against its library by the name that it has today, and the name before. */
  readonly renamed?: { readonly since: string; readonly before: string };
  /** A module or tag that does the same without cgo. */
  readonly pureGo?: string;
}

function bundled(path: string, more: Omit<CgoModule, "path" | "libraries"> = {}): CgoModule {
  return { path, libraries: [], ...more };
}

function linked(path: string, libraries: readonly LibraryName[], more: Partial<CgoModule> = {}): CgoModule {
  return { path, libraries, ...more };
}

const SQLITE = "modernc.org/sqlite";
const PREBUILT = "its prebuilt library is linked against glibc";

const cgoModules: readonly CgoModule[] = [
  // SQLite and its relatives, compiled from bundled C.
  bundled("github.com/mattn/go-sqlite3", { pureGo: SQLITE, muslSince: "v1.14.19" }),
  bundled("github.com/rqlite/go-sqlite3", { pureGo: SQLITE }),
  bundled("github.com/mutecomm/go-sqlcipher"),
  bundled("github.com/xeodou/go-sqlcipher"),
  bundled("crawshaw.io/sqlite", { pureGo: "zombiezen.com/go/sqlite" }),
  bundled("github.com/bvinc/go-sqlite-lite", { pureGo: SQLITE }),
  bundled("github.com/eatonphil/gosqlite", { pureGo: SQLITE }),
  bundled("github.com/tailscale/sqlite", { pureGo: SQLITE }),
  bundled("github.com/asg017/sqlite-vec-go-bindings/cgo"),
  // Other databases and stores.
  linked("github.com/marcboeker/go-duckdb", ["c++"], { glibcOnly: PREBUILT }),
  linked("github.com/duckdb/duckdb-go", ["c++"], { glibcOnly: PREBUILT }),
  linked("github.com/duckdb/duckdb-go-bindings", ["c++"], { glibcOnly: PREBUILT }),
  bundled("github.com/tursodatabase/go-libsql", { glibcOnly: PREBUILT }),
  bundled("github.com/godror/godror", {
    glibcOnly: "Oracle's client needs glibc",
    pureGo: "github.com/sijms/go-ora",
  }),
  bundled("github.com/mattn/go-oci8", {
    glibcOnly: "Oracle's client needs glibc",
    pureGo: "github.com/sijms/go-ora",
  }),
  bundled("github.com/ibmdb/go_ibm_db", { glibcOnly: "IBM's client needs glibc" }),
  linked("github.com/alexbrainman/odbc", ["odbc"]),
  linked("github.com/tecbot/gorocksdb", ["rocksdb", "z", "bz2", "snappy", "lz4", "zstd", "c++"]),
  linked("github.com/linxGnu/grocksdb", ["rocksdb", "z", "bz2", "snappy", "lz4", "zstd", "c++"]),
  linked("github.com/jmhodges/levigo", ["leveldb"], { pureGo: "github.com/syndtr/goleveldb" }),
  bundled("github.com/bmatsuo/lmdb-go"),
  bundled("github.com/PowerDNS/lmdb-go"),
  bundled("github.com/pganalyze/pg_query_go", { pureGo: "github.com/wasilibs/go-pgquery" }),
  // Messaging, transfers. confluent-kafka-go brings librdkafka for both libcs.
  bundled("github.com/confluentinc/confluent-kafka-go/kafka", {
    core: true,
    muslTags: ["musl"],
    pureGo: "github.com/twmb/franz-go",
  }),
  linked("github.com/pebbe/zmq4", ["zmq"], { pureGo: "github.com/go-zeromq/zmq4" }),
  linked("github.com/pebbe/zmq3", ["zmq"], { pureGo: "github.com/go-zeromq/zmq4" }),
  linked("github.com/andelf/go-curl", ["curl"]),
  linked("github.com/zeromq/goczmq", ["czmq", "zmq", "sodium"], { pureGo: "github.com/go-zeromq/zmq4" }),
  // Images, documents, sound, video.
  linked("github.com/h2non/bimg", ["vips"]),
  linked("github.com/davidbyttow/govips", ["vips"]),
  linked("github.com/cshum/vipsgen", ["vips"]),
  linked("github.com/gographics/imagick", ["magickwand"]),
  linked("github.com/kolesa-team/go-webp", ["webp"]),
  // -lcblas was part of ATLAS, which trixie no longer has.
  bundled("github.com/Kagami/go-face", { unpackaged: "dlib and cblas" }),
  bundled("github.com/chai2010/webp", { pureGo: "github.com/gen2brain/webp" }),
  linked("github.com/strukturag/libheif/go/heif", ["heif"]),
  linked("github.com/discord/lilliput", ["c++"], { glibcOnly: PREBUILT }),
  linked("gocv.io/x/gocv", ["opencv", "c++"]),
  // Leptonica is libleptonica since 1.83; Debian 13 has no link by the old name.
  linked("github.com/otiai10/gosseract", ["tesseract", "leptonica", "c++"], {
    renamed: { since: "v2.4.1", before: "liblept" },
  }),
  linked("github.com/asticode/go-astiav", ["ffmpeg"]),
  linked("github.com/giorgisio/goav", ["ffmpeg"]),
  linked("github.com/go-gst/go-gst", ["gstreamer"]),
  linked("github.com/tinyzimmer/go-gst", ["gstreamer"]),
  linked("github.com/gordonklaus/portaudio", ["portaudio"]),
  linked("github.com/hraban/opus", ["opus"]),
  bundled("layeh.com/gopus"),
  // Discord's end-to-end encryption.
  bundled("github.com/disgoorg/godave/golibdave", { unpackaged: "dave" }),
  bundled("github.com/disgoorg/godave/libdave", { unpackaged: "dave" }),
  linked("github.com/wtolson/go-taglib", ["taglib"]),
  linked("github.com/veandco/go-sdl2", ["sdl2"]),
  linked("github.com/wellington/go-libsass", ["c++"]),
  linked("github.com/bep/golibsass", ["c++"]),
  // Windows on a screen.
  bundled("fyne.io/fyne/app", { unpackaged: "OpenGL and X11" }),
  bundled("gioui.org/app", { unpackaged: "Wayland, X11 and Vulkan" }),
  bundled("github.com/hajimehoshi/ebiten", { unpackaged: "OpenGL and X11" }),
  bundled("github.com/AllenDang/cimgui-go", { unpackaged: "OpenGL and X11" }),
  bundled("github.com/AllenDang/giu", { unpackaged: "OpenGL and X11" }),
  bundled("github.com/go-gl/gl", { unpackaged: "OpenGL" }),
  bundled("github.com/go-gl/glfw", { unpackaged: "OpenGL and X11" }),
  bundled("github.com/getlantern/systray", { unpackaged: "GTK and its application indicators" }),
  // Networks, devices, the system.
  linked("github.com/google/gopacket/pcap", ["pcap"], {
    core: true,
    pureGo: "github.com/google/gopacket/afpacket",
  }),
  linked("github.com/gopacket/gopacket/pcap", ["pcap"], { core: true }),
  linked("github.com/google/gousb", ["usb"]),
  // Without cgo it works on Windows alone; libfuse is opened at run time.
  linked("github.com/billziss-gh/cgofuse", ["fuse"]),
  linked("github.com/winfsp/cgofuse", ["fuse"]),
  linked("github.com/go-piv/piv-go", ["pcsc"]),
  linked("github.com/ebfe/scard", ["pcsc"]),
  linked("github.com/msteinert/pam", ["pam"]),
  linked("github.com/seccomp/libseccomp-golang", ["seccomp"]),
  linked("github.com/jochenvg/go-udev", ["udev"]),
  linked("github.com/coreos/go-systemd/sdjournal", ["systemd"], { glibcOnly: "Alpine has no systemd" }),
  linked("libvirt.org/go/libvirt", ["virt"], { pureGo: "github.com/digitalocean/go-libvirt" }),
  linked("libvirt.org/libvirt-go", ["virt"], { pureGo: "github.com/digitalocean/go-libvirt" }),
  linked("github.com/libvirt/libvirt-go", ["virt"], { pureGo: "github.com/digitalocean/go-libvirt" }),
  bundled("github.com/NVIDIA/go-nvml", { glibcOnly: "NVIDIA's libraries need glibc" }),
  linked("github.com/hillu/go-yara", ["yara"]),
  linked("github.com/lestrrat-go/libxml2", ["xml2"]),
  linked("github.com/aquasecurity/libbpfgo", ["bpf", "elf", "z"]),
  // Each version compiles with one minor version of libgit2 alone, v34 with 1.5; the distributions have 1.9.
  bundled("github.com/libgit2/git2go", {
    unpackaged: "the one version of libgit2 that it is made for",
    pureGo: "github.com/go-git/go-git",
  }),
  // Cryptography and compression.
  bundled("github.com/miekg/pkcs11"),
  linked("github.com/proglottis/gpgme", ["gpgme"]),
  linked("github.com/spacemonkeygo/openssl", ["crypto"]),
  linked("maunium.net/go/mautrix/crypto/libolm", ["olm"], { pureGo: "the build tag goolm" }),
  bundled("github.com/supranational/blst"),
  linked("github.com/herumi/bls-eth-go-binary", ["c++"]),
  bundled("github.com/DataDog/zstd", { pureGo: "github.com/klauspost/compress/zstd" }),
  bundled("github.com/valyala/gozstd", { muslTags: ["musl"], pureGo: "github.com/klauspost/compress/zstd" }),
  // A fork with the C code in it, where the original has a prebuilt library for each libc.
  bundled("github.com/dolthub/gozstd", { pureGo: "github.com/klauspost/compress/zstd" }),
  // Engines that run other code.
  linked("rogchap.com/v8go", ["c++"], { glibcOnly: PREBUILT, pureGo: "github.com/dop251/goja" }),
  bundled("github.com/bytecodealliance/wasmtime-go", {
    glibcOnly: PREBUILT,
    pureGo: "github.com/tetratelabs/wazero",
  }),
  bundled("github.com/wasmerio/wasmer-go", { glibcOnly: PREBUILT, pureGo: "github.com/tetratelabs/wazero" }),
  // Rust, which a pkg-config of its own compiles.
  bundled("github.com/influxdata/flux/libflux/go/libflux", { unpackaged: "libflux" }),
  bundled("github.com/tree-sitter/go-tree-sitter"),
  bundled("github.com/smacker/go-tree-sitter"),
  bundled("github.com/yalue/onnxruntime_go", { glibcOnly: "ONNX Runtime's library needs glibc" }),
  bundled("github.com/tensorflow/tensorflow/tensorflow/go", { unpackaged: "libtensorflow" }),
  bundled("github.com/wamuir/graft/tensorflow", { unpackaged: "libtensorflow" }),
  bundled("github.com/sugarme/gotch", { unpackaged: "libtorch" }),
  bundled("github.com/ggerganov/whisper.cpp/bindings/go", { unpackaged: "libwhisper" }),
  bundled("github.com/daulet/tokenizers", { unpackaged: "libtokenizers" }),
  bundled("github.com/blevesearch/go-faiss", { unpackaged: "libfaiss_c" }),
  bundled("github.com/zelenin/go-tdlib", { unpackaged: "TDLib" }),
  // The module's own libemulator is linked against OpenSSL 1.1, and is looked for where the module lies.
  bundled("github.com/tonkeeper/tongo/tvm", { glibcOnly: PREBUILT, unpackaged: "libemulator" }),
  bundled("github.com/tonkeeper/tongo/txemulator", { glibcOnly: PREBUILT, unpackaged: "libemulator" }),
];

/** Packages that import a cgo module, for when neither Go nor the module's sources are there to tell. */
export const cgoWrappers: Readonly<Record<string, string>> = {
  "gorm.io/driver/sqlite": "github.com/mattn/go-sqlite3",
  "github.com/jinzhu/gorm/dialects/sqlite": "github.com/mattn/go-sqlite3",
  "github.com/golang-migrate/migrate/database/sqlite3": "github.com/mattn/go-sqlite3",
  "github.com/mattes/migrate/database/sqlite3": "github.com/mattn/go-sqlite3",
  "github.com/golang-migrate/migrate/database/sqlcipher": "github.com/mutecomm/go-sqlcipher",
  "github.com/upper/db/adapter/sqlite": "github.com/mattn/go-sqlite3",
  "upper.io/db.v3/sqlite": "github.com/mattn/go-sqlite3",
  "github.com/gofiber/storage/sqlite3": "github.com/mattn/go-sqlite3",
  "github.com/gogf/gf/contrib/drivers/sqlitecgo": "github.com/mattn/go-sqlite3",
  "github.com/GoAdminGroup/go-admin/modules/db/drivers/sqlite": "github.com/mattn/go-sqlite3",
  "go.mau.fi/util/dbutil/litestream": "github.com/mattn/go-sqlite3",
  "maunium.net/go/mautrix/bridgev2/matrix/mxmain": "maunium.net/go/mautrix/crypto/libolm",
  "maunium.net/go/mautrix/bridge": "maunium.net/go/mautrix/crypto/libolm",
  "go.elastic.co/apm/module/apmsqlite3": "github.com/mattn/go-sqlite3",
  "go.elastic.co/apm/module/apmgormv2/driver/sqlite": "github.com/mattn/go-sqlite3",
  "github.com/cloudevents/sdk-go/protocol/kafka_confluent":
    "github.com/confluentinc/confluent-kafka-go/kafka",
  "github.com/ThalesIgnite/crypto11": "github.com/miekg/pkcs11",
  "github.com/ThalesGroup/crypto11": "github.com/miekg/pkcs11",
  "github.com/letsencrypt/pkcs11key": "github.com/miekg/pkcs11",
  "github.com/influxdata/flux": "github.com/influxdata/flux/libflux/go/libflux",
  "github.com/influxdata/flux/fluxinit": "github.com/influxdata/flux/libflux/go/libflux",
  "github.com/influxdata/flux/lang": "github.com/influxdata/flux/libflux/go/libflux",
  "github.com/influxdata/flux/parser": "github.com/influxdata/flux/libflux/go/libflux",
  "github.com/influxdata/flux/runtime": "github.com/influxdata/flux/libflux/go/libflux",
  "github.com/alifiroozi80/duckdb": "github.com/marcboeker/go-duckdb",
};

/**
 * An import path without its major version elements: `example.com/m/v2/pkg` gives `example.com/m/pkg`, and
 * `gopkg.in/shop/m.v2/pkg`, which stands for a repository of GitHub, `github.com/shop/m/pkg`.
 */
export function withoutMajor(importPath: string): string {
  return importPath
    .replace(/^gopkg\.in\/([\w-]+\/[\w.-]+?)\.v\d+(?=\/|$)/, "github.com/$1")
    .replace(/\/v\d+(?=\/|$)/g, "");
}

/** The cgo module that an import is of, or wraps; null for none that is known. */
export function cgoModuleOf(importPath: string): CgoModule | null {
  const plain = withoutMajor(importPath);
  const target = cgoWrappers[plain] ?? plain;
  return cgoModules.find(({ path }) => target === path || target.startsWith(`${path}/`)) ?? null;
}

/** Of a module that go.mod names, the package that needs cgo: the module itself, or the one that it is taken for. */
export function cgoPackageOf(modulePath: string): string | null {
  if (cgoModuleOf(modulePath)) return modulePath;
  const plain = withoutMajor(modulePath);
  const core = cgoModules.find((one) => one.core && one.path.startsWith(`${plain}/`));
  return core ? modulePath + core.path.slice(plain.length) : null;
}
