package io.larder.jdbc.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** A share of all, in percent. The value is from 0 to 1. */
record ShareType() implements OptionType<Double> {
    private static final Pattern SHARE = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})? ?%");

    @Override
    public Optional<Double> parse(String text) {
        if (!SHARE.matcher(text).matches()) {
            return Optional.empty();
        }
        double percent = Double.parseDouble(text.replace("%", "").strip());
        return percent > 100 ? Optional.empty() : Optional.of(percent / 100);
    }

    @Override
    public String allowed() {
        return "a share from 0% to 100%, such as 0.1%";
    }
}
