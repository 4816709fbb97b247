-- Says that a partition's owner lives, or nothing when it is the owner no longer.
-- KEYS: 1 progress. ARGV: 1 epoch, 2 owner, 3 epoch milliseconds.
local at = redis.call('HMGET', KEYS[1], 'epoch', 'owner')
if at[1] ~= ARGV[1] or at[2] ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], 'beat', ARGV[3])
return 1
