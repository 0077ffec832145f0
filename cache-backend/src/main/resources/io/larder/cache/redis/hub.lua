-- The store's part of the coherence protocol (Hub.java says what each step means). One call is one atomic step.
--
-- KEYS[1]  prefix of all keys, with the hash tag that puts them into one slot
-- ARGV[1]  step; ARGV[2] process; ARGV[3] epoch; then what the step needs; last, the sum of all that
--
-- <prefix>state    hash: epoch, run (of the server that it began on), head (number of the last entry), nonce (of the last
--                  entry), grace (end, ms)
-- <prefix>leases   sorted set: process by the end of its lease (ms)
-- <prefix>applied  hash: process, how far it has applied the log; RETIRED if it serves nothing
-- <prefix>intents  hash: number of each open intent, what it says; n<nonce>, its number
-- <prefix>log:<epoch>      stream: the log; the number is the entry's id
-- <prefix>inbox:<epoch>:<process>  stream: who has applied how much, for a writer that waits; of this epoch, because it
--                  outlives the others and its numbers mean another log
--
-- Each request, each reply, and each entry of a log or an inbox carries a sum (SHA-1) of what it says, so that nothing which
-- was garbled on the way or in between is believed.
--
-- Each of the first four holds the epoch: if one of them was evicted, the whole memory counts as lost. So it does after a
-- failover or a restart, whatever was saved: what was acknowledged last, leases above all, may be missing.

local LEASE = 2400
local LOG_LENGTH = 10000
local INBOX_LENGTH = 1000
local INBOX_LIFE = 60000
local LOG_LIFE = 86400000
local FORGET_AFTER = 3600000
local RETIRED = '9007199254740991'

local function sum(first, ...)
  return redis.sha1hex(table.concat({ first, ... }, '\0'))
end

local said = table.remove(ARGV)
if sum(KEYS[1], unpack(ARGV)) ~= said then
  return redis.error_reply('the request is garbled')
end

-- A reply, with its sum.
local function signed(reply)
  reply[#reply + 1] = redis.sha1hex(table.concat(reply, '\0'))
  return reply
end

local prefix, step, process, epoch = KEYS[1], ARGV[1], ARGV[2], ARGV[3]
local state, leases, applied = prefix .. 'state', prefix .. 'leases', prefix .. 'applied'
local intents, log = prefix .. 'intents', prefix .. 'log:' .. epoch

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function run()
  -- Without it a failover would go unnoticed.
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)') or error('the server does not say which it is')
end

local function intact(name)
  return redis.call('HGET', state, 'epoch') == name
    and redis.call('HGET', state, 'run') == run()
    and redis.call('ZSCORE', leases, 'epoch:' .. name)
    and redis.call('HGET', applied, 'epoch') == name
    and redis.call('HGET', intents, 'epoch') == name
end

local function forget()
  local old = redis.call('HGET', state, 'epoch')
  if old then
    redis.call('DEL', prefix .. 'log:' .. old)
  end
  redis.call('DEL', state, leases, applied, intents)
end

local function begin(name)
  forget()
  redis.call('HSET', state, 'epoch', name, 'run', run(), 'head', 0, 'nonce', 0, 'grace', now() + LEASE)
  redis.call('ZADD', leases, '+inf', 'epoch:' .. name)
  redis.call('HSET', applied, 'epoch', name)
  redis.call('HSET', intents, 'epoch', name)
end

-- Another epoch on the same log: what is open stays open, and leases that have run out are known to have.
local function go_on_as(old, name)
  redis.call('HSET', state, 'epoch', name, 'grace', now() + LEASE)
  redis.call('ZREM', leases, 'epoch:' .. old)
  redis.call('ZADD', leases, '+inf', 'epoch:' .. name)
  redis.call('HSET', applied, 'epoch', name)
  redis.call('HSET', intents, 'epoch', name)
  if redis.call('EXISTS', prefix .. 'log:' .. old) == 1 then
    redis.call('RENAME', prefix .. 'log:' .. old, log)
  end
end

local function has_lease(who)
  local ends = redis.call('ZSCORE', leases, who)
  return ends and tonumber(ends) > now()
end

-- Processes with a lease and how far they are, one after the other.
local function live(but)
  local found = {}
  for _, who in ipairs(redis.call('ZRANGEBYSCORE', leases, '(' .. now(), '(+inf')) do
    if who ~= but then
      found[#found + 1] = who
      found[#found + 1] = redis.call('HGET', applied, who) or '0'
    end
  end
  return found
end

local function append(kind, about, nonce, by, change)
  local number = redis.call('HINCRBY', state, 'head', 1)
  redis.call('HSET', state, 'nonce', nonce)
  redis.call('XADD', log, 'MAXLEN', '~', LOG_LENGTH, number .. '-0', 'k', kind, 'a', about, 'n', nonce, 'b', by, 'c', change,
    's', sum(number, kind, about, nonce, by, change))
  redis.call('PEXPIRE', log, LOG_LIFE)
  return number
end

-- An open intent is kept as the length of its nonce and its process, both, and the change.
local function pack(nonce, by, change)
  return #nonce .. ':' .. #by .. ':' .. nonce .. by .. change
end

local function unpack_intent(text)
  local nonces, bys, rest = string.match(text, '^(%d+):(%d+):(.*)$')
  nonces, bys = tonumber(nonces), tonumber(bys)
  return string.sub(rest, 1, nonces), string.sub(rest, nonces + 1, nonces + bys), string.sub(rest, nonces + bys + 1)
end

local function numbers(hash)
  local found = {}
  for _, field in ipairs(redis.call('HKEYS', hash)) do
    if tonumber(field) then
      found[#found + 1] = field
    end
  end
  return found
end

-- ARGV[3] is the name of a new epoch here.
if step == 'join' then
  local present = redis.call('HGET', state, 'epoch')
  if not present or not intact(present) then
    begin(epoch)
    present = epoch
  elseif #live('') == 0 then
    go_on_as(present, epoch)
    present = epoch
  end
  redis.call('ZADD', leases, now() + LEASE, process)
  redis.call('HSETNX', applied, process, 0)
  local head = redis.call('HMGET', state, 'head', 'nonce', 'grace')
  local reply = { 'OK', present, head[1], head[2], tostring(math.max(0, tonumber(head[3]) - now())) }
  for _, number in ipairs(numbers(intents)) do
    local nonce, by, change = unpack_intent(redis.call('HGET', intents, number))
    reply[#reply + 1] = number
    reply[#reply + 1] = nonce
    reply[#reply + 1] = by
    reply[#reply + 1] = change
  end
  return signed(reply)
end

if not intact(epoch) then
  return signed({ 'EPOCH' })
end

-- ARGV[4] number, ARGV[5] nonce of the last entry applied; then the writers to be told. Returns whether that is the end.
if step == 'acknowledge' then
  local number = tonumber(ARGV[4])
  local head = tonumber(redis.call('HGET', state, 'head'))
  local lost = number > head
  if not lost and number > 0 then
    local entry = redis.call('XRANGE', log, ARGV[4], ARGV[4])[1]
    -- Cut off from the beginning of a long log is no loss: its process will see the gap.
    lost = entry and entry[2][6] ~= ARGV[5] or not entry and head - number < LOG_LENGTH
  end
  if lost then
    forget()
    return signed({ 'EPOCH' })
  end
  if not has_lease(process) then
    return signed({ 'LEASE' })
  end
  redis.call('ZADD', leases, now() + LEASE, process)
  if redis.call('HGET', applied, process) ~= RETIRED then
    redis.call('HSET', applied, process, number)
  end
  for i = 6, #ARGV do
    local inbox = prefix .. 'inbox:' .. epoch .. ':' .. ARGV[i]
    redis.call('XADD', inbox, 'MAXLEN', '~', INBOX_LENGTH, '*', 'b', process, 'a', ARGV[4],
      's', sum(ARGV[i], process, ARGV[4]))
    redis.call('PEXPIRE', inbox, INBOX_LIFE)
  end
  return signed({ 'OK', number == head and '1' or '0' })
end

-- ARGV[4] nonce, ARGV[5] change
if step == 'announce' then
  if not has_lease(process) then
    return signed({ 'LEASE' })
  end
  local number = redis.call('HGET', intents, 'n' .. ARGV[4])
  if not number then
    number = append('i', 0, ARGV[4], process, ARGV[5])
    redis.call('HSET', intents, number, pack(ARGV[4], process, ARGV[5]), 'n' .. ARGV[4], number)
  end
  local reply = live(process)
  table.insert(reply, 1, tostring(number))
  table.insert(reply, 1, 'OK')
  return signed(reply)
end

-- ARGV[4] number of the intent, ARGV[5] committed or not, ARGV[6] nonce of the entry, ARGV[7] change
if step == 'close' then
  local committed = ARGV[5] == '1'
  local known = redis.call('HGET', intents, ARGV[4])
  if known then
    redis.call('HDEL', intents, ARGV[4], 'n' .. (unpack_intent(known)))
  end
  if known or committed then
    append(committed and 'c' or 'r', ARGV[4], ARGV[6], process, ARGV[7])
  end
  return signed({ 'OK' })
end

if step == 'retire' then
  redis.call('HSET', applied, process, RETIRED)
  return signed({ 'OK' })
end

if step == 'acknowledged' then
  local reply = live('')
  table.insert(reply, 1, 'OK')
  return signed(reply)
end

-- ARGV[4] milliseconds that must have passed since the end of a lease; returns the intents to be closed
if step == 'orphans' then
  local reply = { 'OK' }
  local limit = now() - tonumber(ARGV[4])
  for _, number in ipairs(numbers(intents)) do
    local _, by, change = unpack_intent(redis.call('HGET', intents, number))
    local ends = redis.call('ZSCORE', leases, by)
    if not ends or tonumber(ends) < limit then
      reply[#reply + 1] = number
      reply[#reply + 1] = by
      reply[#reply + 1] = change
    end
  end
  for _, who in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', limit - FORGET_AFTER)) do
    redis.call('ZREM', leases, who)
    redis.call('HDEL', applied, who)
  end
  return signed(reply)
end

return redis.error_reply('no such step: ' .. step)
