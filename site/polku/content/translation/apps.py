from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "polku.content.translation"
    label = "translation"
    verbose_name = "Translation"
