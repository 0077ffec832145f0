package io.larder.jdbc;

final class LarderVersion {
    private LarderVersion() {}

    static int major() {
        return 0;
    }

    static int minor() {
        return 1;
    }
}
