-- Writes one step of a partition, or nothing.
-- KEYS: 1 progress, 2 rawbytes, then one key for each operation.
-- ARGV: 1 epoch, 2 owner, 3 expected offset ('' in a new store), 4 next offset, then for each
-- operation its name, the number of its arguments, and these:
--   H field value...          sets fields of a hash
--   B expires field value...  the same for a chunk of buckets, which expires then (epoch ms)
--   R machine limit expires body...
--                             appends to a ring of raw messages, bounded in bytes, which expires then
--   D field...                removes fields of a hash
--   X                         removes the key
--   L limit entry...          prepends to a list, bounded in entries
--   P message                 publishes
-- Returns what became of it, and how many entries fell off a list's end: APPLIED; BEFORE when this
-- very step is written already; MOVED when the store stands at another offset; LOST when another
-- owner has taken over. Values are absolute, and the offset comes last: should the store fail in
-- between, the step can be written again.
local at = redis.call('HMGET', KEYS[1], 'epoch', 'owner', 'offset')
if at[1] ~= ARGV[1] or at[2] ~= ARGV[2] then
  return {'LOST', 0}
end
local offset = at[3] or ''
if offset ~= ARGV[3] then
  return {offset == ARGV[4] and 'BEFORE' or 'MOVED', 0}
end

local call = redis.call
local dropped = 0
local i = 5
for k = 3, #KEYS do
  local key, op, last = KEYS[k], ARGV[i], i + 1 + ARGV[i + 1]
  if op == 'B' then
    call('HSET', key, unpack(ARGV, i + 3, last))
    call('PEXPIREAT', key, ARGV[i + 2])
  elseif op == 'P' then
    call('PUBLISH', key, ARGV[last])
  elseif op == 'R' then
    local held = 0
    if call('EXISTS', key) == 1 then
      held = tonumber(call('HGET', KEYS[2], ARGV[i + 2]) or 0)
    end
    local limit = tonumber(ARGV[i + 3])
    for j = i + 5, last do
      call('RPUSH', key, ARGV[j])
      held = held + #ARGV[j]
    end
    while held > limit do
      local old = call('LPOP', key)
      held = old and held - #old or 0
    end
    call('HSET', KEYS[2], ARGV[i + 2], string.format('%d', held))
    call('PEXPIREAT', key, ARGV[i + 4])
  elseif op == 'H' then
    call('HSET', key, unpack(ARGV, i + 2, last))
  elseif op == 'D' then
    call('HDEL', key, unpack(ARGV, i + 2, last))
  elseif op == 'X' then
    call('DEL', key)
  else
    local length = call('LPUSH', key, unpack(ARGV, i + 3, last))
    call('LTRIM', key, 0, ARGV[i + 2] - 1)
    dropped = dropped + math.max(0, length - ARGV[i + 2])
  end
  i = last + 1
end
call('HSET', KEYS[1], 'offset', ARGV[4])
return {'APPLIED', dropped}
