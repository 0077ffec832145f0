package io.larder.integration.stacks;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A purchase, numbered by a sequence, with its lines loaded when they are looked at. */
@Entity
class Purchase {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    @Nullable
    Long id;

    String customer = "";

    BigDecimal total = BigDecimal.ZERO;

    LocalDateTime madeAt = LocalDateTime.of(2026, 3, 29, 2, 30);

    byte @Nullable [] receipt;

    @OneToMany(mappedBy = "purchase", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("position")
    List<PurchaseLine> lines = new ArrayList<>();

    Purchase() {}

    Purchase(String customer, BigDecimal total) {
        this.customer = customer;
        this.total = total;
    }

    void add(Product product, int position) {
        lines.add(new PurchaseLine(this, product, position));
    }
}
