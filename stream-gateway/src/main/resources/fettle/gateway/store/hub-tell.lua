-- Writes what others are now told of the hub's warnings, and to whom, if nobody else did meanwhile.
-- KEYS: 1 told, 2 outbox. ARGV: 1 told before, empty for nothing; 2 told from now on; then field and
-- event by turns.
-- Returns 1 when it is written.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
for i = 3, #ARGV, 2 do
  redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
end
return 1
