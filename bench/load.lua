-- Sends the requests of a file in turn: one line each, headers ("Name: value") and last the body, parted by tabs.
-- Prints one JSON line at the end: counts, duration and latency percentiles, which wrk itself stops short of.

local requests, turn = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local parts, headers = {}, {}
    for part in line:gmatch("[^\t]+") do parts[#parts + 1] = part end
    for index = 1, #parts - 1 do
      local name, value = parts[index]:match("^([^:]+): (.*)$")
      headers[name] = value
    end
    requests[#requests + 1] = wrk.format("POST", nil, headers, parts[#parts])
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    'LOAD {"requests": %d, "failed": %d, "bytes": %d, "seconds": %.6f, "p50_ms": %.3f, "p95_ms": %.3f, "p99_ms": %.3f}\n',
    summary.requests, failed, summary.bytes, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, latency:percentile(99) / 1e3
  ))
end
