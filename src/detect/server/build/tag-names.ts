/** Build tags by their names. */

/** About how a binary is linked. */
export const LINKING =
  /^(netgo|osusergo|timetzdata|static|static_build|static_all|musl|dynamic|nodynamic|libc|linux|amd64|arm64)$/;
/** About how a binary is linked or tested, or how fast it is, not what it can do. */
export const OTHER =
  /^(netgo|osusergo|timetzdata|static|static_build|static_all|musl|dynamic|nodynamic|libc|release|prod|production|dev|debug|test|tests|testing|integration|e2e|unit|acceptance|race|tools|ignore|mage|wireinject|slim|jsoniter|go_json|sonic|avx|nomsgpack|safe|appengine|grpcnotrace|urfave_cli_no_docs|codegen|generate|linux|amd64|arm64|goexperiment\S*|all)$/;
/** Of tests and of programs that nobody deploys. */
export const DEVELOPMENT =
  /^(dev|debug|tests?|testing|integration|e2e|unit|acceptance|race|ignore|tools|mage)$/;
