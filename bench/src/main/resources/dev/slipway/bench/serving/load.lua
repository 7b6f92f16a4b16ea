-- What wrk asks, and how it tells what it found: one line of numbers.
--
-- With no arguments it asks what its command line says, again and again. With arguments it asks any
-- file of a host, hosts by their popularity:
--   FILES    a file with a line for each host: its name and the paths to ask, between spaces
--   DRAWS    a file with the number of a host on each line, as often as it is popular
--   SEED     what to begin drawing with
--   ENCODING what to accept; "identity" for nothing but plain bytes

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

local function read(files, encoding)
  local hosts = {}
  for line in io.lines(files) do
    local requests, host = {}, nil
    for word in line:gmatch("%S+") do
      if host == nil then
        host = word
      else
        local headers = { ["Host"] = host }
        if encoding ~= "identity" then headers["Accept-Encoding"] = encoding end
        requests[#requests + 1] = wrk.format("GET", word, headers)
      end
    end
    hosts[#hosts + 1] = requests
  end
  return hosts
end

function init(args)
  if #args > 0 then
    local hosts, draws = read(args[1], args[4]), {}
    for line in io.lines(args[2]) do draws[#draws + 1] = tonumber(line) end
    math.randomseed(tonumber(args[3]))
    local random, count = math.random, #draws
    request = function()
      local requests = hosts[draws[random(count)]]
      return requests[random(#requests)]
    end
  end
  began = os.clock()
end

function done(summary, latency, requests)
  local cpu = os.clock() - threads[1]:get("began")
  local errors = summary.errors
  io.write(string.format(
    "load: requests=%d bytes=%d micros=%d p50=%d p99=%d cpu=%d socket=%d status=%d\n",
    summary.requests, summary.bytes, summary.duration, latency:percentile(50), latency:percentile(99),
    cpu * 1000000, errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
