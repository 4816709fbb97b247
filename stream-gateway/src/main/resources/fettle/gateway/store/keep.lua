-- Takes or prolongs the place of the one who keeps the copy of the hub's twins.
-- KEYS: 1 keeper. ARGV: 1 gateway, 2 lease ms. Returns 1 when this gateway has it.
local keeper = redis.call('GET', KEYS[1])
if keeper and keeper ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
