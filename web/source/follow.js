// The messages of one subscription, as server-sent events. Stopping it ends the request.

const EVENTS = "text/event-stream";

export function follow(post) {
  const stopped = new AbortController();
  const messages = read(post, stopped.signal);
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => messages.next(),
      return: () => {
        stopped.abort();
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
}

async function* read(post, signal) {
  try {
    const response = await post(EVENTS, signal);
    if (!response.headers.get("Content-Type")?.startsWith(EVENTS)) yield await response.json();
    else yield* events(response.body.pipeThrough(new TextDecoderStream()).getReader());
  } catch (fault) {
    if (!signal.aborted) throw fault;
  }
}

async function* events(reader) {
  let waiting = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const pieces = (waiting + part.value).split("\n\n");
    waiting = pieces.pop();
    for (const piece of pieces) if (piece.startsWith("event: next\n")) yield JSON.parse(piece.split("data: ")[1]);
  }
}
