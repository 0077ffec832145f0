package io.larder.testservers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority of one test's own, and what it has certified: a server at 127.0.0.1 and localhost, and a client. All as files
 * in one directory, PEM for Redis and PKCS #12 for Java. Immutable.
 */
public final class RedisCertificates {
    /** Of both PKCS #12 files. */
    public static final String PASSWORD = "larder";

    private final Path directory;

    private RedisCertificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them; the server's user must be able to read the directory, so that it is made readable to all. */
    public static RedisCertificates make(Path directory) throws IOException {
        try {
            KeyPair authority = keys();
            KeyPair server = keys();
            KeyPair client = keys();
            X509Certificate root = CertificateForge.certify("authority", authority.getPublic(), authority, true);
            X509Certificate ofServer = CertificateForge.certify("localhost", server.getPublic(), authority, false);
            X509Certificate ofClient = CertificateForge.certify("client", client.getPublic(), authority, false);
            RedisCertificates made = new RedisCertificates(directory);
            made.pem("authority.pem", "CERTIFICATE", root.getEncoded());
            made.pem("server.pem", "CERTIFICATE", ofServer.getEncoded());
            made.pem("server.key", "PRIVATE KEY", server.getPrivate().getEncoded());
            made.pem("client.pem", "CERTIFICATE", ofClient.getEncoded());
            made.pem("client.key", "PRIVATE KEY", client.getPrivate().getEncoded());
            made.trust(root);
            made.key(client.getPrivate(), ofClient, root);
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Returns one of {@code authority.pem}, {@code client.pem}, {@code client.key}, {@code trust.p12}, {@code client.p12}. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Returns what a client needs: trust in the authority, and the client's certificate. */
    public SSLContext clientContext() throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(KeyStore.getInstance(file("trust.p12").toFile(), PASSWORD.toCharArray()));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(
                    KeyStore.getInstance(file("client.p12").toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    List<String> serverSettings() {
        return List.of(
                "--tls-cert-file",
                file("server.pem").toString(),
                "--tls-key-file",
                file("server.key").toString(),
                "--tls-ca-cert-file",
                file("authority.pem").toString());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private void pem(String name, String what, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Path file = Files.writeString(
                file(name),
                "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n",
                StandardCharsets.US_ASCII);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private void trust(X509Certificate root) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", root);
        save(store, "trust.p12");
    }

    private void key(PrivateKey key, X509Certificate... chain) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("client", key, PASSWORD.toCharArray(), chain);
        save(store, "client.p12");
    }

    private void save(KeyStore store, String name) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
