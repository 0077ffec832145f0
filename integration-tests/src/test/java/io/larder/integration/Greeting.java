package io.larder.integration;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Passes on the start of what a server says to each client, perhaps in disguise. */
interface Greeting {
    void pass(DataInputStream server, DataOutputStream client) throws IOException;

    /** As it is. */
    Greeting UNCHANGED = (server, client) -> {};

    /** A pooler of PostgreSQL's connections: each client is told a process number that is not that of a server's session. */
    Greeting POOLER = (server, client) -> {
        int type;
        do {
            type = server.readByte();
            int length = server.readInt();
            byte[] body = server.readNBytes(length - 4);
            if (type == 'K') {
                body[0] ^= 0x55;
            }
            client.writeByte(type);
            client.writeInt(length);
            client.write(body);
            client.flush();
        } while (type != 'Z');
    };

    /** MariaDB that says it is MySQL. */
    Greeting MYSQL = (server, client) -> {
        byte[] head = server.readNBytes(4);
        int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        byte[] body = server.readNBytes(length);
        int end = 1;
        while (body[end] != 0) {
            end++;
        }
        byte[] version = "8.0.36".getBytes(StandardCharsets.US_ASCII);
        int newLength = length - (end - 1) + version.length;
        client.write(
                new byte[] {(byte) newLength, (byte) (newLength >> 8), (byte) (newLength >> 16), head[3], body[0]});
        client.write(version);
        client.write(body, end, length - end);
        client.flush();
    };
}
