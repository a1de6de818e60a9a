package dev.morlens.market.offer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a model is for, by the first of its tags that tells (docs/drop-in.md, "Types of models"). */
public enum ModelType {
    LLM("llm", "textgeneration", "text2text", "text-to-text", "t2t"),
    STT("stt", "transcribe", "s2t", "speech", "speech-to-text", "speech2text"),
    TTS("tts", "text-to-speech", "text2speech", "t2s"),
    EMBEDDING("embedding", "embeddings"),
    UNKNOWN;

    private final Set<String> tags;

    ModelType(String... tags) {
        this.tags = Set.of(tags);
    }

    public static ModelType of(List<String> tags) {
        return tags.stream()
                .flatMap(tag -> of(tag.toLowerCase(Locale.ROOT)).stream())
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Optional<ModelType> of(String tag) {
        return Stream.of(values()).filter(type -> type.tags.contains(tag)).findFirst();
    }
}
