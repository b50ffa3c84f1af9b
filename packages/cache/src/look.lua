-- KEYS: versions of tags, entry, confirmation. ARGV: a unique version, tags.
-- Returns the versions of the tags, and the value of the entry if it is valid.
local tags = {unpack(ARGV, 2)}
local versions = redis.call('hmget', KEYS[1], unpack(tags))
local isNew = false
for n, tag in ipairs(tags) do
  if not versions[n] then
    versions[n] = ARGV[1]
    redis.call('hset', KEYS[1], tag, ARGV[1])
    isNew = true
  end
end
local present = table.concat(versions, ' ')
if isNew then
  redis.call('pexpire', KEYS[1], 86400000)
  return {present, false}
end
if redis.call('exists', KEYS[3]) == 0 then return {present, false} end
local entry = redis.call('hmget', KEYS[2], 'versions', 'value')
if entry[1] ~= present then return {present, false} end
return {present, entry[2]}
