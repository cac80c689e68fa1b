/** Which calls make or fill a directory or a file. */
import { lastName } from "../flow/program.ts";
import type { Expression } from "../go/ast.ts";
import { GORM_FILE } from "./held-openers.ts";

/** Calls of packages that make or fill a directory or a file, by the import path. */
export const WRITERS: readonly (readonly [path: RegExp, name: RegExp, index: number, directory: boolean])[] =
  [
    [/^os$/, /^Mkdir(All)?$/, 0, true],
    [/^os$/, /^(Create|WriteFile)$/, 0, false],
    [/^io\/ioutil$/, /^WriteFile$/, 0, false],
    [/(go\.etcd\.io\/bbolt|boltdb\/bolt|tidwall\/buntdb)$/, /^Open$/, 0, false],
    [/timshannon\/(bolthold|badgerhold)|asdine\/storm/, /^Open$/, 0, false],
    [/dgraph-io\/badger/, /^(DefaultOptions|LSMOnlyOptions)$/, 0, true],
    [/cockroachdb\/pebble/, /^Open$/, 0, true],
    [/syndtr\/goleveldb/, /^OpenFile$/, 0, true],
    [/blevesearch\/bleve/, /^(New|Open|NewUsing)$/, 0, true],
    [/nutsdb\/nutsdb$/, /^WithDir$/, 0, true],
    [/ostafen\/clover(\/v\d+)?$|akrylysov\/pogreb$|prologic\/bitcask$/, /^Open$/, 0, true],
    [/sdomino\/scribble$/, /^New$/, 0, true],
    [/lestrrat(-go)?\/(go-)?file-rotatelogs$/, /^New$/, 0, false],
    [GORM_FILE, /^Open$/, 0, false],
    [/hashicorp\/raft$/, /^NewFileSnapshotStore(WithLogger)?$/, 0, true],
    [/hashicorp\/raft-boltdb(\/v\d+)?$/, /^NewBoltStore$/, 0, false],
    [/(crawshaw\.io\/sqlite|zombiezen\.com\/go\/sqlite)/, /^(Open|OpenConn|NewPool)$/, 0, false],
  ];

/** Whether contexts of that package save what a client sends. */
export const savesUploads = (path: string): boolean =>
  /(gin-gonic\/gin|gofiber\/fiber(\/v\d+)?|valyala\/fasthttp|hertz\/pkg\/app|kataras\/iris(\/v\d+)?|gogf\/gf.*)$/.test(
    path,
  );

/** `&lumberjack.Logger{Filename: "logs/app.log"}`, `&certmagic.FileStorage{Path: "certs"}`, gorm's `sqlite.Config{DSN: "shop.db"}` and the like. */
export const LITERALS: readonly (readonly [
  type: string,
  field: string,
  directory: boolean,
  path: RegExp | null,
])[] = [
  ["Logger", "Filename", false, null],
  ["FileStorage", "Path", true, null],
  ["Config", "DSN", false, GORM_FILE],
  ["Options", "BasePath", true, /peterbourgon\/diskv(\/v\d+)?$/],
];

/** `os.O_CREATE|os.O_WRONLY`. */
export function isToWrite(flags: Expression | undefined): boolean {
  if (flags?.kind === "binary") return isToWrite(flags.left) || isToWrite(flags.right);
  return /^O_(CREATE|WRONLY|RDWR|APPEND)$/.test(lastName(flags ?? null));
}
