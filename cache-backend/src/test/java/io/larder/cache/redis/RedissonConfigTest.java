package io.larder.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;

class RedissonConfigTest {
    private static final String NODES = "nodeAddresses: [\"redis://localhost:6379\"]";

    @TempDir
    Path directory;

    @Test
    void theMasterIsReadWhateverKindOfServersAFileNames() throws IOException {
        assertThat(file("clusterServersConfig: {" + NODES + "}")
                        .useClusterServers()
                        .getReadMode())
                .isEqualTo(ReadMode.MASTER);
        assertThat(file("sentinelServersConfig: {masterName: m, sentinelAddresses: [\"redis://localhost:26379\"]}")
                        .useSentinelServers()
                        .getReadMode())
                .isEqualTo(ReadMode.MASTER);
        assertThat(file("replicatedServersConfig: {" + NODES + "}")
                        .useReplicatedServers()
                        .getReadMode())
                .isEqualTo(ReadMode.MASTER);
        assertThat(file("masterSlaveServersConfig: {masterAddress: \"redis://localhost:6379\", readMode: SLAVE}")
                        .useMasterSlaveServers()
                        .getReadMode())
                .isEqualTo(ReadMode.MASTER);
        assertThat(file("singleServerConfig: {address: \"redis://localhost:6379\"}")
                        .isSingleConfig())
                .isTrue();
    }

    @Test
    void aNewMasterIsFoundWithinTheGraceUnlessAFileSaysHowOftenToLook() throws IOException {
        assertThat(address("redis-cluster://localhost").useClusterServers().getScanInterval())
                .isEqualTo(500);
        assertThat(address("redis-sentinel://localhost/m").useSentinelServers().getScanInterval())
                .isEqualTo(500);
        assertThat(file("clusterServersConfig: {" + NODES + "} # scanInterval")
                        .useClusterServers()
                        .getScanInterval())
                .isEqualTo(500);
        assertThat(file("replicatedServersConfig:\n  " + NODES)
                        .useReplicatedServers()
                        .getScanInterval())
                .isEqualTo(500);
        assertThat(file("clusterServersConfig:\n  " + NODES + "\n  scanInterval: 5000")
                        .useClusterServers()
                        .getScanInterval())
                .isEqualTo(5000);
    }

    private Config file(String yaml) throws IOException {
        return address("file:" + Files.writeString(directory.resolve("redisson.yaml"), yaml));
    }

    private static Config address(String address) {
        return RedissonConfig.of(new RedisOptions(address));
    }
}
