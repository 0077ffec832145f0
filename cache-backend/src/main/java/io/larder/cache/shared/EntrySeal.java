package io.larder.cache.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts bodies, and refuses those that somebody else has made, changed, or put under another name. Thread-safe.
 *
 * <p>AES-256-GCM. A sealed entry has, behind the header, the id of its key, a salt, a nonce, and what AES-GCM gives; header,
 * id, salt, nonce and the name of the entry are authenticated with it. Each entry has a key of its own, HMAC-SHA-256 of the
 * salt by the secret, because random nonces under one key would repeat themselves after some billions of entries.
 */
final class EntrySeal {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] FOR_ENTRIES = "larder entry".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FOR_NAMES = "larder name".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final EncryptionKeys keys;
    private final SecureRandom random = new SecureRandom();

    EntrySeal(EncryptionKeys keys) {
        this.keys = keys;
    }

    /** Returns what to make a name of, in place of a question that should not be guessed at: 32 bytes. */
    byte[] nameOf(byte[] question) {
        byte[] key = hmac(keys.ofNames().secret(), FOR_NAMES);
        return hmac(key, question);
    }

    byte[] close(String name, byte[] header, byte[] body) {
        EncryptionKeys.Key key = keys.first();
        byte[] fresh = new byte[SALT + NONCE];
        random.nextBytes(fresh);
        PackedWriter out = new PackedWriter(header.length + key.id().length() + 1 + fresh.length + body.length + TAG);
        byte[] before = out.raw(header, header.length)
                .text(key.id())
                .raw(fresh, fresh.length)
                .toBytes();
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, key, fresh, before, name).doFinal(body);
            return new PackedWriter(before.length + sealed.length)
                    .raw(before, before.length)
                    .raw(sealed, sealed.length)
                    .toBytes();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param in behind the header of an entry */
    byte[] open(String name, PackedReader in, byte[] entry) throws UnreadableException {
        EncryptionKeys.Key key =
                keys.byId(in.text()).orElseThrow(() -> new UnreadableException("sealed with a key that is not known"));
        byte[] fresh = in.raw(SALT + NONCE);
        if (in.remaining() < TAG) {
            throw new UnreadableException("it ends too early");
        }
        byte[] before = Arrays.copyOf(entry, in.position());
        try {
            return cipher(Cipher.DECRYPT_MODE, key, fresh, before, name).doFinal(entry, in.position(), in.remaining());
        } catch (GeneralSecurityException forged) {
            throw new UnreadableException("the seal is broken");
        }
    }

    private static Cipher cipher(int mode, EncryptionKeys.Key key, byte[] fresh, byte[] before, String name)
            throws GeneralSecurityException {
        byte[] entryKey = hmac(hmac(key.secret(), FOR_ENTRIES), Arrays.copyOf(fresh, SALT));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(entryKey, "AES"), new GCMParameterSpec(Byte.SIZE * TAG, fresh, SALT, NONCE));
        cipher.updateAAD(before);
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
