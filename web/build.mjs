// Builds the query page into ../register/static/graphiql: one HTML file and assets with a hash in their names.

import { build } from "esbuild";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";

const TARGET = new URL("../register/static/graphiql/", import.meta.url).pathname;
const DRAFT = new URL("build/", import.meta.url).pathname;

const WORKERS = {
  EDITOR_WORKER: "monaco-editor/esm/vs/editor/editor.worker.js",
  JSON_WORKER: "monaco-editor/esm/vs/language/json/json.worker.js",
  GRAPHQL_WORKER: "monaco-graphql/esm/graphql.worker.js",
};

const COMMON = {
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: "linked",
  target: "es2022",
  outdir: `${DRAFT}assets`,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
  loader: { ".ttf": "file", ".woff2": "file" },
  logLevel: "warning",
};

async function buildWorker(entry) {
  const { metafile } = await build({ ...COMMON, entryPoints: [entry], format: "iife" });
  return `./${outputName(metafile, ".js")}`;
}

function outputName(metafile, ending) {
  const path = Object.keys(metafile.outputs).find((name) => metafile.outputs[name].entryPoint && name.endsWith(".js"));
  const output = ending === ".css" ? metafile.outputs[path].cssBundle : path;
  return basename(output);
}

async function buildPage(workers) {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: ["source/page.jsx"],
    format: "esm",
    jsx: "automatic",
    define: { ...COMMON.define, ...workers },
  });
  // Relative addresses: the page at …/graphql finds …/graphql/assets behind any prefix of a proxy.
  const page = (await readFile("index.html", "utf8"))
    .replace("__STYLE__", `graphql/assets/${outputName(metafile, ".css")}`)
    .replace("__SCRIPT__", `graphql/assets/${outputName(metafile, ".js")}`);
  await writeFile(`${DRAFT}index.html`, page);
}

await rm(DRAFT, { recursive: true, force: true });
await mkdir(`${DRAFT}assets`, { recursive: true });
const workers = {};
for (const [name, entry] of Object.entries(WORKERS)) workers[name] = JSON.stringify(await buildWorker(entry));
await buildPage(workers);
await rm(TARGET, { recursive: true, force: true });
await mkdir(dirname(TARGET), { recursive: true });
await rename(DRAFT, TARGET);
