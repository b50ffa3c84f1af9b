-- What reserve.lua and settle.lua share; the same rules as limit-record.ts, pace-of.ts and sliding-count.ts.
-- KEYS: 1 account, 2 everything in flight, 3 the resource's in flight, 4 its record, 5 counts, 6 processes.
-- ARGV: 1 the input as JSON, 2 milliseconds since the epoch or '' for this server's own, 3 the policy as JSON.
local input = cjson.decode(ARGV[1])

local function clock()
  if ARGV[2] ~= '' then return tonumber(ARGV[2]) end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
local now = clock()

-- Everything is rebuilt from the next headers when it is gone: nothing needs to stay long.
local keepMs = 2 * 3600 * 1000
local hasResource = input.resource ~= cjson.null

local function number(value) return string.format('%.17g', value) end

local fields = {
  'limit', 'used', 'resetAt', 'seenAt', 'own', 'paced', 'dueAt',
  'at', 'sampledUsed', 'sampledStrangers', 'base', 'burnSum', 'strangersSum', 'weight',
}

-- limit: -1 is not known yet, 0 is GitHub sends none.
local function loadRecord()
  local values = redis.call('HMGET', KEYS[4], unpack(fields))
  local record = {}
  for index, field in ipairs(fields) do record[field] = tonumber(values[index] or false) or 0 end
  if not values[1] then record.limit = -1 end
  return record
end

local function saveRecord(record)
  local pairsOf = {}
  for _, field in ipairs(fields) do
    table.insert(pairsOf, field)
    table.insert(pairsOf, number(record[field]))
  end
  redis.call('HSET', KEYS[4], unpack(pairsOf))
  redis.call('PEXPIRE', KEYS[4], keepMs)
end

local function startWindow(record, base)
  record.used, record.own, record.paced, record.resetAt = 0, 0, 0, 0
  record.at, record.sampledUsed, record.sampledStrangers, record.base = now, base, 0, base
end

local function rollOver(record)
  if record.limit == -1 or record.resetAt == 0 or record.resetAt > now then return false end
  startWindow(record, 0)
  return true
end

local function strangersRate(record)
  return math.max(0, record.strangersSum) / math.max(record.weight, 1 - math.exp(-1))
end

local function account()
  local values = redis.call('HMGET', KEYS[1], 'closedUntil', 'strikes')
  return tonumber(values[1] or false) or 0, tonumber(values[2] or false) or 0
end

local function saveAccount(closedUntil, strikes)
  redis.call('HSET', KEYS[1], 'closedUntil', number(closedUntil), 'strikes', number(strikes))
  redis.call('PEXPIRE', KEYS[1], keepMs)
end
