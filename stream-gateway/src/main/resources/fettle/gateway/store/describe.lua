-- Writes what machines are called where it differs, and counts a change.
-- KEYS: 1 descriptions, 2 version. ARGV: 1 machines at most, then machine and description by turns; an
-- empty description takes a machine's away.
-- Returns how many changed.
local changed = 0
for i = 2, #ARGV, 2 do
  local machine, text = ARGV[i], ARGV[i + 1]
  local known = redis.call('HGET', KEYS[1], machine)
  if text == '' then
    changed = changed + redis.call('HDEL', KEYS[1], machine)
  elseif known ~= text and (known or redis.call('HLEN', KEYS[1]) < tonumber(ARGV[1])) then
    redis.call('HSET', KEYS[1], machine, text)
    changed = changed + 1
  end
end
if changed > 0 then
  if redis.call('EXISTS', KEYS[2]) == 0 then
    -- a store that was emptied must not come to a number that readers hold from before
    redis.call('SET', KEYS[2], redis.call('TIME')[1] * 1000)
  end
  redis.call('INCR', KEYS[2])
end
return changed
