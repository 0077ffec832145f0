package io.larder.integration.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Things to draw from, some more often than others. Add a line to a menu to have another kind of statement. */
final class Menu<T> {
    private record Dish<T>(int weight, Supplier<? extends T> made) {}

    private final List<Dish<T>> dishes = new ArrayList<>();
    private int total;

    /** Adds one that is drawn {@code weight} times out of the sum of all weights. */
    Menu<T> add(int weight, Supplier<? extends T> made) {
        dishes.add(new Dish<>(weight, made));
        total += weight;
        return this;
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
