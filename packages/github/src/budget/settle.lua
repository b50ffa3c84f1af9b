local sampleEveryMs, memoryMs, sameWindowMs, refund = 10000, 600000, 30000, 50

local function sample(record)
  local elapsed = now - record.at
  if elapsed < sampleEveryMs then return end
  local strangers = record.used - record.base - record.own
  local seconds = elapsed / 1000
  local weight = 1 - math.exp(-elapsed / memoryMs)
  local rate = math.min((strangers - record.sampledStrangers) / seconds, record.limit / 3600)
  record.strangersSum = record.strangersSum + (rate - record.strangersSum) * weight
  record.burnSum = record.burnSum + ((record.used - record.sampledUsed) / seconds - record.burnSum) * weight
  record.weight = record.weight + (1 - record.weight) * weight
  record.at, record.sampledUsed, record.sampledStrangers = now, record.used, strangers
end

local function observe(record, headers)
  local resetAt = now + headers.resetInMs
  if record.limit == -1 then
    local paced = record.paced
    startWindow(record, math.max(0, headers.used - input.cost))
    record.paced = paced
  elseif record.resetAt ~= 0 and resetAt < record.resetAt - sameWindowMs then
    return
  elseif record.resetAt ~= 0 and resetAt > record.resetAt + sameWindowMs then
    startWindow(record, 0)
  end
  record.own = record.own + input.cost
  record.limit = headers.limit
  if headers.used < record.used - refund then
    record.used = headers.used
  else
    record.used = math.max(record.used, headers.used)
  end
  record.resetAt, record.seenAt = resetAt, now
  sample(record)
end

redis.call('ZREM', KEYS[2], input.id)
if hasResource then redis.call('ZREM', KEYS[3], input.id) end

local closedUntil, strikes = account()
if input.closes then
  local closeMs = input.closeMs
  if closeMs == cjson.null then closeMs = math.min(60000 * 2 ^ strikes, 3600000) end
  saveAccount(math.max(closedUntil, now + closeMs), strikes + 1)
elseif input.headers ~= cjson.null and strikes > 0 and closedUntil <= now then
  saveAccount(closedUntil, 0)
end

if hasResource and input.headers ~= cjson.null then
  local record = loadRecord()
  if input.headers == 'none' then
    if record.limit == -1 then record.limit = 0 end
  else
    observe(record, input.headers)
  end
  saveRecord(record)
end
return 'OK'
