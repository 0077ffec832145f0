package io.larder.integration;

import io.larder.integration.hunt.Link;
import io.larder.testservers.RedisCluster;
import io.larder.testservers.RedisInstance;
import io.larder.testservers.RedisSentinels;
import java.io.Closeable;
import java.io.IOException;

/** What a Redis can suffer from. */
enum RedisTrouble {
    DOWN {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.kill();
                }

                @Override
                public void recover() throws IOException {
                    redis.restart();
                }
            };
        }
    },
    HANGING {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.pause();
                }

                @Override
                public void recover() throws IOException {
                    redis.resume();
                }
            };
        }
    },
    READ_ONLY {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.call("REPLICAOF", redis.host(), "1");
                }

                @Override
                public void recover() throws IOException {
                    redis.call("REPLICAOF", "NO", "ONE");
                }
            };
        }
    },
    OUT_OF_MEMORY {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.call("CONFIG", "SET", "maxmemory", "1");
                }

                @Override
                public void recover() throws IOException {
                    redis.call("CONFIG", "SET", "maxmemory", "0");
                }
            };
        }
    },
    LOADING {
        @Override
        Patient admit() {
            return new Single() {
                private static final String KEYS = "1000";

                @Override
                public void fallIll() throws IOException {
                    redis.call("EVAL", "for i = 1, " + KEYS + " do redis.call('SET', 'filling:' .. i, i) end", "0");
                    redis.call("SAVE");
                    // Microseconds for each key.
                    redis.restart("--key-load-delay", "4000", "--loading-process-events-interval-bytes", "1024");
                }

                @Override
                public void recover() throws IOException {
                    String info = "loading:1";
                    while (info.contains("loading:1")) {
                        info = String.valueOf(redis.call("INFO", "persistence"));
                    }
                }
            };
        }
    },
    REFUSING_PASSWORDS {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.call("CONFIG", "SET", "requirepass", "secret");
                    redis.login("secret").call("CLIENT", "KILL", "TYPE", "normal");
                }

                @Override
                public void recover() throws IOException {
                    redis.call("CONFIG", "SET", "requirepass", "");
                    redis.login();
                }
            };
        }
    },
    FORGETTING {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    redis.call("FLUSHALL");
                }

                @Override
                public void recover() {
                    // By itself.
                }
            };
        }
    },
    SPEAKING_ANOTHER_LANGUAGE {
        @Override
        Patient admit() throws IOException {
            return new Linked() {
                @Override
                public void fallIll() {
                    link.garble(true);
                }

                @Override
                public void recover() {
                    link.garble(false);
                }
            };
        }
    },
    /** In form there is nothing wrong with it. */
    SAYING_SOMETHING_ELSE {
        @Override
        Patient admit() throws IOException {
            return new Linked() {
                @Override
                public void fallIll() {
                    link.replace("5:tally", "5:tulip");
                }

                @Override
                public void recover() {
                    link.replace("", "");
                }
            };
        }
    },
    KEYS_OF_OTHERS {
        @Override
        Patient admit() {
            return new Single() {
                @Override
                public void fallIll() throws IOException {
                    String overwrite =
                            "for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('SET', key, 'nonsense') end";
                    redis.call("EVAL", overwrite, "0");
                }

                @Override
                public void recover() throws IOException {
                    redis.call("FLUSHALL");
                }
            };
        }
    },
    MASTER_REPLACED_BY_SENTINELS {
        @Override
        Patient admit() throws IOException {
            RedisSentinels redis = RedisSentinels.start();
            return new Patient() {
                @Override
                public String address() {
                    return "redis-sentinel://" + redis.addresses() + "/" + RedisSentinels.MASTER;
                }

                @Override
                public void fallIll() throws IOException {
                    redis.master().kill();
                }

                @Override
                public void recover() throws IOException {
                    redis.awaitMaster();
                }

                @Override
                public void close() {
                    redis.close();
                }
            };
        }
    },
    MASTER_REPLACED_BY_CLUSTER {
        @Override
        Patient admit() throws IOException {
            return new Clustered() {
                @Override
                public void fallIll() throws IOException {
                    redis.masterOf(slot()).kill();
                }

                @Override
                public void recover() throws IOException {
                    redis.awaitOrder();
                }
            };
        }
    },
    SLOT_MOVED {
        @Override
        Patient admit() throws IOException {
            return new Clustered() {
                @Override
                public void fallIll() throws IOException {
                    redis.moveSlot(slot());
                }

                @Override
                public void recover() {
                    // By itself.
                }
            };
        }
    };

    /** Starts one that is well. */
    abstract Patient admit() throws IOException;

    /** A Redis. */
    interface Patient extends Closeable {
        /** Returns what {@code larder.redis} is set to. */
        String address();

        /** Returns another way to say the same, by which a client of its own is made. */
        default String sameAddress() {
            return address() + "/0";
        }

        void fallIll() throws IOException;

        /** Takes the trouble back; returns when it is over. */
        void recover() throws IOException;

        @Override
        void close();
    }

    private abstract static class Single implements Patient {
        final RedisInstance redis = RedisInstance.start();

        @Override
        public String address() {
            return redis.uri();
        }

        @Override
        public void close() {
            redis.close();
        }
    }

    private abstract static class Linked extends Single {
        final Link link;

        Linked() throws IOException {
            link = new Link(redis.host(), redis.port());
        }

        @Override
        public String address() {
            return "redis://127.0.0.1:" + link.port();
        }

        @Override
        public void close() {
            link.close();
            super.close();
        }
    }

    private abstract static class Clustered implements Patient {
        final RedisCluster redis = RedisCluster.start();

        Clustered() throws IOException {}

        /** Returns the slot of the coordination: of any key of it. */
        int slot() throws IOException {
            for (RedisInstance server : redis.servers()) {
                if (server.call("KEYS", "larder:{*") instanceof java.util.List<?> keys && !keys.isEmpty()) {
                    return redis.slotOf(String.valueOf(keys.get(0)));
                }
            }
            throw new IOException("nobody coordinates here");
        }

        @Override
        public String address() {
            return "redis-cluster://" + redis.addresses();
        }

        @Override
        public String sameAddress() {
            return "redis-cluster://" + redis.addresses().replaceFirst("(.*),(.*)", "$2,$1");
        }

        @Override
        public void close() {
            redis.close();
        }
    }
}
