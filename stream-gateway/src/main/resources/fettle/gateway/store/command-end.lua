-- Ends a command, for the one who holds it.
-- KEYS: 1 taken, 2 command. ARGV: 1 id, 2 holder, 3 state, 4 words, 5 result, 6 the words for
-- other languages.
-- Returns 1, or 0 when another has it, or it is over.
local known = redis.call('HMGET', KEYS[2], 'state', 'holder')
if known[1] ~= 'running' or known[2] ~= ARGV[2] then
  return 0
end
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
redis.call('HSET', KEYS[2], 'state', ARGV[3], 'words', ARGV[4], 'said', ARGV[6], 'result', ARGV[5], 'ended', now, 'until', 0)
redis.call('ZREM', KEYS[1], ARGV[1])
return 1
