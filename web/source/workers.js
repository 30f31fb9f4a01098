// The editors check and complete text in workers of their own, served beside the page.
// The names in capitals are filled in by build.mjs.

const WORKERS = { json: JSON_WORKER, graphql: GRAPHQL_WORKER };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? EDITOR_WORKER, import.meta.url)),
};
