package io.larder.testservers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes X.509 certificates that are good for a day, signed with ECDSA: the JDK reads them, but cannot write them. In DER, after
 * RFC 5280, section 4.1.
 */
final class CertificateForge {
    private static final byte[] ECDSA_WITH_SHA256 = sequence(object(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] TRUE = {1, 1, (byte) 0xff};
    private static final String AUTHORITY = "authority";

    private CertificateForge() {}

    static X509Certificate certify(String name, PublicKey key, KeyPair authority, boolean isAuthority)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] basicConstraints =
                extension(true, new int[] {0x55, 0x1d, 0x13}, isAuthority ? sequence(TRUE) : sequence());
        byte[] names = extension(
                false,
                new int[] {0x55, 0x1d, 0x11},
                sequence(
                        tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                        tagged(0x87, new byte[] {127, 0, 0, 1})));
        byte[] content = sequence(
                tagged(0xa0, tagged(2, new byte[] {2})),
                tagged(
                        2,
                        BigInteger.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE))
                                .toByteArray()),
                ECDSA_WITH_SHA256,
                distinguished(AUTHORITY),
                sequence(time(now.minusSeconds(3_600)), time(now.plusSeconds(86_400))),
                distinguished(name),
                key.getEncoded(),
                tagged(0xa3, sequence(basicConstraints, names)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate());
        signature.update(content);
        byte[] certificate = sequence(content, ECDSA_WITH_SHA256, tagged(3, join(new byte[1], signature.sign())));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] extension(boolean critical, int[] identifier, byte[] value) {
        byte[] octets = tagged(4, value);
        return critical ? sequence(object(identifier), TRUE, octets) : sequence(object(identifier), octets);
    }

    private static byte[] distinguished(String name) {
        byte[] text = tagged(12, name.getBytes(StandardCharsets.UTF_8));
        return sequence(tagged(0x31, sequence(object(0x55, 0x04, 0x03), text)));
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").format(instant.atOffset(ZoneOffset.UTC));
        return tagged(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] object(int... identifier) {
        byte[] bytes = new byte[identifier.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) identifier[i];
        }
        return tagged(6, bytes);
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        byte[] content = join(parts);
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) 0x81, (byte) content.length}
                        : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
        return join(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
