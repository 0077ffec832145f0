package io.larder.integration.stacks;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** A line of a purchase, numbered by its table. */
@Entity
class PurchaseLine {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Purchase purchase;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable
    Product product;

    int position;

    PurchaseLine() {}

    PurchaseLine(Purchase purchase, Product product, int position) {
        this.purchase = purchase;
        this.product = product;
        this.position = position;
    }
}
