-- Replaces a record if its version is the expected one ('': there is none).
-- KEYS: 1 record. ARGV: 1 expected version, 2 new version, 3 new record, 4 milliseconds to keep it.
local time = redis.call('TIME')
local now = string.format('%.0f', tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000))
local stored = redis.call('HMGET', KEYS[1], 'version', 'record')
if (stored[1] or '') ~= ARGV[1] then return { 0, now, stored[1], stored[2] } end
redis.call('HSET', KEYS[1], 'version', ARGV[2], 'record', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return { 1, now, false, false }
