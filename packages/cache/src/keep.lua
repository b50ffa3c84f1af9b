-- KEYS: versions of tags, entry. ARGV: the versions that were looked up, milliseconds to live, value, tags.
-- Stores the entry if the tags still have these versions, which live longer than any entry.
local versions = redis.call('hmget', KEYS[1], unpack(ARGV, 4))
for n = 1, #versions do
  if not versions[n] then return 0 end
end
if table.concat(versions, ' ') ~= ARGV[1] then return 0 end
redis.call('hset', KEYS[2], 'versions', ARGV[1], 'value', ARGV[3])
redis.call('pexpire', KEYS[2], ARGV[2])
redis.call('pexpire', KEYS[1], 86400000)
return 1
