-- Returns {granted, reason, waitMs, processes}.
local policy = cjson.decode(ARGV[3])
local priority = input.priority
local soon = { concurrency = 50, unknown = 25, settling = 250, forecast = 5000 }

redis.call('ZADD', KEYS[6], now, input.process)
redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now - 60000)
redis.call('PEXPIRE', KEYS[6], keepMs)
local processes = redis.call('ZCARD', KEYS[6])

local function refuse(reason, waitMs)
  return { 0, reason, math.max(1, math.ceil(waitMs)), processes }
end

-- What this process knows, for a server that forgot it or was away while it came to be.
local closedUntil, strikes = account()
if input.known.closedForMs > 0 and now + input.known.closedForMs > closedUntil then
  closedUntil = now + input.known.closedForMs
  saveAccount(closedUntil, math.max(1, strikes))
end
if closedUntil > now then return refuse('closed', closedUntil - now) end

redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= math.max(1, policy.concurrency[priority]) then
  return refuse('concurrency', soon.concurrency)
end

local record
-- Most reservations leave the record as it is.
local isChanged = false
if hasResource then
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
  record = loadRecord()
  isChanged = rollOver(record)
  local known = input.known
  if known.limit ~= cjson.null then
    local resetAt = now + known.resetInMs
    local used, dueAt = record.used, record.dueAt
    if record.limit == -1 then
      isChanged = true
      record.limit, record.own, record.paced = known.limit, known.own, known.paced
      startWindow(record, math.max(0, known.used - known.own))
      record.own, record.paced = known.own, known.paced
      record.used, record.resetAt, record.seenAt = known.used, resetAt, now
    elseif known.resetInMs > 0 and math.abs(record.resetAt - resetAt) <= 30000 then
      record.used = math.max(record.used, known.used)
    end
    if known.dueInMs > 0 then record.dueAt = math.max(record.dueAt, now + known.dueInMs) end
    isChanged = isChanged or record.used ~= used or record.dueAt ~= dueAt
  end
end

local function refuseByLimit()
  local inFlight = redis.call('ZCARD', KEYS[3])
  if record.limit == -1 then
    if inFlight == 0 then return nil end
    return refuse('unknown', soon.unknown)
  end
  if record.limit == 0 then return nil end
  local leftMs = math.max(0, record.resetAt - now)
  local strangers = strangersRate(record)
  local unseen = 0
  if strangers > 0 then
    unseen = math.ceil(strangers * (math.min(now - record.seenAt, 60000) + 1000) / 1000)
  end
  local forecast = 0
  if priority ~= 'critical' then forecast = strangers * leftMs / 1000 end
  local ceiling = record.limit
  if policy.maxPerHour ~= cjson.null then ceiling = math.min(ceiling, policy.maxPerHour) end
  local remaining = math.min(record.limit - record.used - unseen, ceiling - record.own)
  local free = remaining - forecast - policy.headroom[priority] * ceiling
  if free > inFlight then return nil end
  if leftMs == 0 then return refuse('exhausted', soon.settling) end
  if free > 0 then return refuse('exhausted', math.min(leftMs, soon.settling)) end
  if forecast > 0 then return refuse('exhausted', math.min(leftMs, soon.forecast)) end
  return refuse('exhausted', leftMs)
end

local isPaced = hasResource and (priority == 'normal' or priority == 'low')
local spacingMs

local function refuseByPace()
  if not isPaced then return nil end
  local scaledTo, usedShare = input.window.limit, 0
  if record.limit > 0 then scaledTo, usedShare = record.limit, record.used / record.limit end
  local pace = policy.paces[#policy.paces]
  for index = #policy.paces, 1, -1 do
    if usedShare <= policy.paces[index].usedUpTo then pace = policy.paces[index] end
  end
  local inWindow = pace.perHour * scaledTo / policy.strategyLimit
  spacingMs = input.window.windowMs / inWindow
  local burst = math.max(1, math.floor(pace.burst * scaledTo / policy.strategyLimit + 0.5))
  if policy.capped and record.limit > 0 and record.paced >= inWindow and record.resetAt > now then
    return refuse('pace', record.resetAt - now)
  end
  local earliest = record.dueAt - (burst - 1) * spacingMs
  if now >= earliest then return nil end
  return refuse('pace', earliest - now)
end

-- A count is a ring of eleven slots of a tenth of its window, each written as slot:amount.
local slotsInWindow = 10

local function slotsOf(count)
  local slot = math.floor(now / (count.windowMs / slotsInWindow))
  local names = {}
  for index = 0, slotsInWindow do names[index + 1] = count.key .. '|' .. index end
  local slots = {}
  for index, value in ipairs(redis.call('HMGET', KEYS[5], unpack(names))) do
    if value then
      local at, amount = string.match(value, '^(%d+):(%d+)$')
      if tonumber(at) >= slot - slotsInWindow then
        table.insert(slots, { at = tonumber(at), amount = tonumber(amount) })
      end
    end
  end
  table.sort(slots, function(a, b) return a.at < b.at end)
  return slots, slot
end

local function refuseByCount(count)
  local slots, slot = slotsOf(count)
  count.slots, count.slot = slots, slot
  local over = count.amount - count.limit
  for _, each in ipairs(slots) do over = over + each.amount end
  if over <= 0 then return nil end
  for _, each in ipairs(slots) do
    over = over - each.amount
    if over <= 0 then
      return refuse('secondary', (each.at + slotsInWindow + 1) * (count.windowMs / slotsInWindow) - now)
    end
  end
  return refuse('secondary', count.windowMs)
end

local refusal
if hasResource then refusal = refuseByLimit() or refuseByPace() end
for _, count in ipairs(input.counts) do refusal = refusal or refuseByCount(count) end
if refusal then
  if isChanged then saveRecord(record) end
  return refusal
end

redis.call('ZADD', KEYS[2], now + input.expiresMs, input.id)
redis.call('PEXPIRE', KEYS[2], keepMs)
if hasResource then
  redis.call('ZADD', KEYS[3], now + input.expiresMs, input.id)
  redis.call('PEXPIRE', KEYS[3], keepMs)
  if isPaced then
    record.dueAt = math.max(now, record.dueAt) + spacingMs
    record.paced = record.paced + 1
  end
  if isChanged or isPaced then saveRecord(record) end
end
for _, count in ipairs(input.counts) do
  local slots, slot = count.slots, count.slot
  local amount = count.amount
  local last = slots[#slots]
  if last and last.at == slot then amount = amount + last.amount end
  local name = count.key .. '|' .. (slot % (slotsInWindow + 1))
  redis.call('HSET', KEYS[5], name, string.format('%d:%d', slot, amount))
end
if #input.counts > 0 then redis.call('PEXPIRE', KEYS[5], keepMs) end
return { 1, '', 0, processes }
