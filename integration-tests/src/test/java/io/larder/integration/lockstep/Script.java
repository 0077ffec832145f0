package io.larder.integration.lockstep;

import java.util.List;

/** All that was done, ready to be done again. */
record Script(World world, List<Line> lines) {
    Script {
        lines = List.copyOf(lines);
    }

    /** Returns it as SQL, one line per step, with the session in front of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("-- " + world.title() + " " + world.options() + "\n");
        world.setup().forEach(sql -> text.append("setup: ").append(sql).append(";\n"));
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
