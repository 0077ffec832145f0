package io.larder.jdbc.config;

import java.util.Optional;

/** The name of a class, a duration, or never. */
record TtlType() implements OptionType<Ttl> {
    private static final OptionType<Ttl.Named> CLASSES = new Choice<>(Ttl.Named.class);
    private static final DurationType DURATION = new DurationType("1ms", "365d");

    @Override
    public Optional<Ttl> parse(String text) {
        return text.equalsIgnoreCase("never")
                ? Optional.of(new Ttl.Never())
                : CLASSES.parse(text)
                        .<Ttl>map(named -> named)
                        .or(() -> DURATION.parse(text).map(Ttl.For::new));
    }

    @Override
    public String allowed() {
        return CLASSES.allowed() + " or never, or " + DURATION.allowed();
    }
}
