package io.larder.integration.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Things to draw from, some more often than others. Add a line to a menu to have another kind of statement: {@link #add} if
 * Larder can know what it does, {@link #addWild} if it may do anything.
 */
final class Menu<T> {
    private record Dish<T>(int weight, Supplier<? extends T> made) {}

    private final List<Dish<T>> dishes = new ArrayList<>();
    private final boolean wild;
    private int total;

    /**
     * @param wild whether there is room for what may do anything
     */
    Menu(boolean wild) {
        this.wild = wild;
    }

    /** Adds one that is drawn {@code weight} times out of the sum of all weights. */
    Menu<T> add(int weight, Supplier<? extends T> made) {
        dishes.add(new Dish<>(weight, made));
        total += weight;
        return this;
    }

    /** Adds what makes Larder forget all that it knows, so that hits are few: it is drawn only where there is room for it. */
    Menu<T> addWild(int weight, Supplier<? extends T> made) {
        return wild ? add(weight, made) : this;
    }

    T draw(Random random) {
        int left = random.nextInt(total);
        for (Dish<T> dish : dishes) {
            left -= dish.weight();
            if (left < 0) {
                return dish.made().get();
            }
        }
        throw new AssertionError(total);
    }
}
